package dev.missioncontrol.invite.event.hawk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * We and npm {@code hawk} make the same bewits and judge them alike. One process of
 * Node.js answers for all addresses.
 */
class HawkInteropIT {

	private static final int COUNT = 10_000;

	private static final long SEED = Long.getLong("invite.hawk.seed", 9_0_2);

	private static final Path PROGRAM = Path.of("src", "test", "js");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@TempDir
	private Path temporary;

	@Test
	void agreesWithTheReference() throws IOException, InterruptedException {
		requireTheReference();
		SealedCases cases = new SealedCases(SEED);
		List<SealedCase> links = new ArrayList<>();
		List<String> altered = new ArrayList<>();
		List<String> questions = new ArrayList<>();
		for (int i = 0; i < COUNT; i++) {
			SealedCase link = cases.next();
			links.add(link);
			altered.add(cases.altered(link.target()));
			questions.add(JSON.writeValueAsString(link.question(method(i), altered.get(i))));
		}
		List<JsonNode> answers = ask(questions);
		assertThat(answers).hasSize(COUNT);
		int expired = 0;
		int whole = 0;
		int lenient = 0;
		for (int i = 0; i < COUNT; i++) {
			SealedCase link = links.get(i);
			JsonNode answer = answers.get(i);
			String bewit = answer.get("bewit").asString();
			boolean alive = link.expiresAt().isAfter(SealedCase.NOW);
			String what = "seed " + SEED + ", address " + i + ": " + link.base() + link.target();
			// Theirs is ours, ours is good for them, theirs is good for us.
			assertThat(bewit).as(what).isEqualTo(link.bewit());
			assertThat(answer.get("target").asString()).as(what).isEqualTo(alive ? "ok" : "Access expired");
			assertThat(link.check(method(i), link.target(bewit))).as(what)
				.isEqualTo(alive ? new BewitVerdict.Genuine(link.key().id(), link.expiresAt(), link.ext())
						: new BewitVerdict.Expired(link.key().id(), link.expiresAt()));
			if (alive) {
				assertThat(answer.get("ext").asString()).as(what).isEqualTo(link.ext());
			}
			assertThat(link.check(method(i), altered.get(i))).as("altered to %s, %s", altered.get(i), what)
				.isInstanceOf(BewitVerdict.Refused.class);
			expired += alive ? 0 : 1;
			whole += answer.get("whole").asBoolean() ? 1 : 0;
			lenient += answer.get("altered").asString().equals("ok") ? 1 : 0;
		}
		assertThat(expired).isBetween(COUNT / 40, COUNT / 10);
		assertThat(whole).as("addresses that the reference took as they are").isGreaterThan(COUNT / 2);
		// Stray bits, and separators of another spelling: the reference lets them pass.
		assertThat(lenient).as("altered addresses that the reference accepts").isLessThan(COUNT / 100);
	}

	private static String method(int i) {
		return (i % 7 == 0) ? "HEAD" : "GET";
	}

	private List<JsonNode> ask(List<String> questions) throws IOException, InterruptedException {
		Path in = Files.write(this.temporary.resolve("in"), questions);
		Path out = this.temporary.resolve("out");
		Path err = this.temporary.resolve("err");
		Process node = new ProcessBuilder("node", PROGRAM.resolve("reference.js").toString(),
				Long.toString(SealedCase.NOW.getEpochSecond()))
			.redirectInput(in.toFile())
			.redirectOutput(out.toFile())
			.redirectError(err.toFile())
			.start();
		try {
			assertThat(node.waitFor(120, TimeUnit.SECONDS)).as("node ends").isTrue();
		}
		finally {
			node.destroyForcibly();
		}
		assertThat(node.exitValue()).as(Files.readString(err)).isZero();
		return Files.readAllLines(out).stream().map(JSON::readTree).toList();
	}

	/** In CI it has to be there; by hand without a network the test is left out. */
	private static void requireTheReference() {
		Path library = PROGRAM.resolve("node_modules/hawk/package.json");
		String install = "npm hawk is not installed: run npm ci in invite-events/src/test/js, as bin/verify does";
		if (System.getenv("CI") == null) {
			assumeThat(library).as(install).exists();
		}
		assertThat(library).as(install).exists().content().contains("\"version\": \"9.0.2\"");
	}

}
