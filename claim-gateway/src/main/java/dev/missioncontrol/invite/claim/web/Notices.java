package dev.missioncontrol.invite.claim.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Notices as responses: a page for browsers, problem details (RFC 9457) for programs.
 */
final class Notices {

	private static final String PROBLEMS = "https://missioncontrol.dev/problems/";

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private final Page page;

	private final WebSettings settings;

	private final JsonMapper mapper = JsonMapper.builder().build();

	Notices(Page page, WebSettings settings) {
		this.page = page;
		this.settings = settings;
	}

	Mono<ServerResponse> respond(Notice notice, ServerRequest request) {
		return respond(notice, request, List.of());
	}

	Mono<ServerResponse> respond(Notice notice, ServerRequest request, List<ResponseCookie> cookies) {
		Rendered rendered = render(notice, request.headers().asHttpHeaders(), locale(request));
		ServerResponse.BodyBuilder response = ServerResponse.status(notice.status());
		cookies.forEach(response::cookie);
		return response.headers((headers) -> addTo(headers, notice))
			.contentType(rendered.type())
			.bodyValue(rendered.body());
	}

	Rendered render(Notice notice, HttpHeaders request, Locale locale) {
		return isPerson(request) ? new Rendered(HTML, this.page.render(notice, locale))
				: new Rendered(MediaType.APPLICATION_PROBLEM_JSON, problem(notice, locale));
	}

	void addTo(HttpHeaders response, Notice notice) {
		response.setVary(List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE));
		switch (notice.status()) {
			case SERVICE_UNAVAILABLE ->
				response.set(HttpHeaders.RETRY_AFTER, Long.toString(this.settings.retryAfter().toSeconds()));
			case UNAUTHORIZED -> response.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
			case METHOD_NOT_ALLOWED -> response.set(HttpHeaders.ALLOW, "GET");
			default -> {
			}
		}
	}

	private String problem(Notice notice, Locale locale) {
		Map<String, Object> problem = new LinkedHashMap<>();
		problem.put("type", PROBLEMS + notice.code());
		problem.put("title", this.page.title(notice, locale));
		problem.put("status", notice.status().value());
		problem.put("detail", this.page.text(notice, locale));
		problem.put("code", notice.code());
		return this.mapper.writeValueAsString(problem);
	}

	/** Browsers name text/html; programs at most take anything. */
	static boolean isPerson(HttpHeaders request) {
		try {
			return request.getAccept()
				.stream()
				.anyMatch((type) -> type.isConcrete() && type.isCompatibleWith(MediaType.TEXT_HTML));
		}
		catch (InvalidMediaTypeException _) {
			return false;
		}
	}

	private static Locale locale(ServerRequest request) {
		Locale locale = request.exchange().getLocaleContext().getLocale();
		return (locale != null) ? locale : Locale.ENGLISH;
	}

}
