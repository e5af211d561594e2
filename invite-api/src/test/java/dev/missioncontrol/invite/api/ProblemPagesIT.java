package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.problem.Advice;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code type} leads to, as pages and as docs/problems.md.
 */
class ProblemPagesIT {

	private static final Path DOCUMENT = Path.of("..", "docs", "problems.md");

	private final InviteApi api = InviteApi.shared();

	@ParameterizedTest
	@EnumSource
	void hasAPageForEveryCodeWithoutAToken(ProblemCode code) {
		Advice advice = Advice.on(code);
		String page = page("/problems/" + code.wireName());
		assertThat(page)
			.contains("<h1>" + escaped(code.title()) + "</h1>",
					"<code>" + code.wireName() + "</code>, status " + code.status(), escaped(advice.meaning()),
					escaped(advice.action()), advice.retry().sentence())
			.doesNotContain("<script", "<style", "style=");
		assertThat(advice.meaning()).isNotBlank().endsWith(".");
		assertThat(advice.action()).isNotBlank().endsWith(".");
	}

	@Test
	void listsAllOfThem() {
		String page = page("/problems");
		assertThat(Arrays.stream(ProblemCode.values()))
			.allSatisfy((code) -> assertThat(page).contains("href=\"/problems/" + code.wireName() + "\""));
	}

	@Test
	void saysWhenThereIsNoSuchProblem() {
		for (String path : new String[] { "/problems/nothing", "/problems/%3Cscript%3E" }) {
			this.api.anonymous()
				.get()
				.uri(java.net.URI.create(this.api.address() + path))
				.exchange()
				.expectStatus()
				.isNotFound()
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.expectBody(String.class)
				.value((problem) -> assertThat(problem).contains("\"code\":\"not-found\"").doesNotContain("script"));
		}
	}

	/** With {@code -Dinvite.problems.write=true} it writes the document instead. */
	@Test
	void isDocumented() throws IOException {
		String document = Arrays.stream(ProblemCode.values())
			.map(ProblemPagesIT::section)
			.collect(Collectors.joining("\n",
					"""
							# Problems

							What invite-api can answer instead of what was asked for: `application/problem+json` (RFC 9457) over REST, with the code in `code` and at the end of `type`; over GraphQL the same code in `extensions.code`. invite-api serves each of these as a page at `/problems/{code}`. `INVITE_PROBLEMS_BASE` is what `type` begins with.

							This file is written by `ProblemPagesIT` from the same source as the pages (`Advice`), which holds it complete.

							""",
					""));
		if (Boolean.getBoolean("invite.problems.write")) {
			Files.writeString(DOCUMENT, document);
		}
		assertThat(Files.readString(DOCUMENT)).isEqualTo(document);
	}

	private static String section(ProblemCode code) {
		Advice advice = Advice.on(code);
		return """
				## %s

				%d, *%s.* %s

				- What to do: %s
				- Send it again? %s
				""".formatted(code.wireName(), code.status(), code.title(), advice.meaning(), advice.action(),
				advice.retry().sentence());
	}

	private String page(String path) {
		WebTestClient.ResponseSpec response = this.api.anonymous()
			.get()
			.uri(path)
			.header(HttpHeaders.ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
			.exchange();
		return response.expectStatus()
			.isOk()
			.expectHeader()
			.contentType("text/html;charset=UTF-8")
			.expectHeader()
			.value("Content-Security-Policy", (policy) -> assertThat(policy).startsWith("default-src 'none'"))
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("'", "&#39;").replace("\"", "&quot;");
	}

}
