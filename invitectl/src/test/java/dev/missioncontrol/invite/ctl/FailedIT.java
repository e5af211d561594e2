package dev.missioncontrol.invite.ctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class FailedIT {

	private static final String FIRST = """
			{"id":"signed-3-17","stage":"identify","reason":"http-400","detail":"","attempts":1,\
			"firstAt":"2026-11-21T09:00:00Z","lastAt":"2026-11-21T09:00:01Z",\
			"inviteId":"01970000-0000-7000-8000-000000000001","generation":1,"organization":"acme",\
			"expiresAt":"2026-11-22T09:00:00Z","replay":0,"state":"open"}""";

	private static final String POISON = """
			{"id":"commands-0-4","stage":"sign","reason":"not-json","detail":"\\u001b[31m","attempts":1,\
			"firstAt":"2026-11-21T09:00:00Z","lastAt":"2026-11-21T09:00:00Z","inviteId":null,"generation":null,\
			"organization":null,"expiresAt":null,"replay":0,"state":"open"}""";

	private final OpsServer server = new OpsServer();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void listsAllPages() {
		this.server.on("GET /v1/ops/dead-letters?state=open&limit=100", 200, page(FIRST, "\"next page&\""))
			.on("GET /v1/ops/dead-letters?state=open&limit=99&cursor=next page&", 200, page(POISON, "null"));
		Run run = this.server.run("failed list");
		assertThat(run.out()).isEqualTo(
				"""
						ID            STAGE     REASON    ATTEMPTS  LAST                  ORGANIZATION  INVITE                                GEN  EXPIRES               STATE
						signed-3-17   identify  http-400  1         2026-11-21T09:00:01Z  acme          01970000-0000-7000-8000-000000000001  1    2026-11-22T09:00:00Z  open
						commands-0-4  sign      not-json  1         2026-11-21T09:00:00Z  -             -                                     -    -                     open
						""");
		assertThat(run.exitCode()).isZero();
		assertThat(run.err()).isEmpty();
		assertThat(this.server.asked()).allMatch((each) -> each.authorization().equals("Bearer secret-token"));
	}

	@Test
	void sendsFiltersAndStopsAtTheLimit() {
		this.server.on(
				"GET /v1/ops/dead-letters?stage=identify&organization=a b&c&reason=http-400"
						+ "&from=2026-11-21T10:00:00Z&to=2026-11-21T11:00:00Z&state=all&limit=1",
				200, page(FIRST, "\"more\""));
		Run run = Run.atNoon("--json", "failed", "list", "--stage", "identify", "--organization", "a b&c", "--reason",
				"http-400", "--from", "2h", "--to", "2026-11-21T12:00:00+01:00", "--state", "all", "--limit", "1",
				"--api", this.server.address() + "/", "--token", "t");
		assertThat(run.out()).isEqualTo(JsonMapper.shared().readTree(FIRST) + "\n");
		assertThat(run.err()).isEqualTo("There are more; --limit or a filter shows others.\n");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void saysWhenNothingFailed() {
		this.server.on("GET /v1/ops/dead-letters?state=open&limit=100", 200, page("", "null"));
		Run run = this.server.run("failed list");
		assertThat(run.out()).isEmpty();
		assertThat(run.err()).isEqualTo("Nothing failed that matches.\n");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void showsOneWithoutItsValue() {
		String letter = FIRST.substring(0, FIRST.length() - 1) + """
				,"origin":{"topic":"invite.signed","partition":3,"offset":120,"timestamp":"2026-11-21T08:59:59Z"},\
				"eventType":"dev.missioncontrol.invite.signed.v1","valueBytes":2048,"consumer":"segment-bridge",\
				"invite":{"inviteId":"x","status":"failed"},\
				"value":"https://join.example.com/claim?invite_token=eyJh.eyJp.c2ln",\
				"replays":[{"job":"j1","result":"sent","at":"2026-11-21T10:00:00Z"}]}""";
		this.server.on("GET /v1/ops/dead-letters/signed-3-17", 200, letter);
		Run run = this.server.run("failed show signed-3-17");
		assertThat(run.out())
			.contains("reason        http-400\n", "record        invite.signed-3@120\n", "value         2048 bytes\n",
					"invite is     failed\n", "consumer      segment-bridge\n",
					"JOB  RESULT  AT\nj1   sent    2026-11-21T10:00:00Z\n")
			.doesNotContain("invite_token");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void takesTheTokenFromAFile(@TempDir Path folder) throws IOException {
		this.server.on("GET /v1/ops/dead-letters/a-1-1", 200, "{}");
		Path file = Files.writeString(folder.resolve("token"), "from-file\n");
		Run run = Run.of("failed", "show", "a-1-1", "--api", this.server.address(), "--token-file", file.toString());
		assertThat(run.exitCode()).isZero();
		assertThat(this.server.asked().getFirst().authorization()).isEqualTo("Bearer from-file");
	}

	@Test
	void saysProblemsInOneLine() {
		this.server.on("GET /v1/ops/dead-letters/a-1-1", 404, """
				{"type":"https://missioncontrol.dev/problems/dead-letter-not-found","title":"No such dead letter",\
				"status":404,"detail":"There is no dead letter a-1-1.","code":"dead-letter-not-found"}""");
		Run run = this.server.run("failed show a-1-1");
		assertThat(run.err()).isEqualTo(
				"invitectl: No such dead letter: There is no dead letter a-1-1. (dead-letter-not-found, HTTP 404)\n");
		assertThat(run.out()).isEmpty();
		assertThat(run.exitCode()).isOne();
	}

	@Test
	void namesWhatIsWrongWithARequest() {
		this.server.on("GET /v1/ops/dead-letters?state=open&limit=100", 400, """
				{"title":"Bad request","status":400,"code":"invalid-request","errors":\
				[{"pointer":"/from","code":"too-old","detail":"Go back 30 days at most."}]}""");
		assertThat(this.server.run("failed list").err())
			.isEqualTo("invitectl: Bad request: /from Go back 30 days at most. (invalid-request, HTTP 400)\n");
	}

	@Test
	void saysWhatAnAnswerWithoutAProblemMeans() {
		this.server.on("GET /v1/ops/dead-letters?state=open&limit=100", 403, "<html>")
			.on("GET /v1/ops/dead-letters/a-1-1", 302, "")
			.on("GET /v1/ops/dead-letters/a-1-2", 200, "<html>secret</html>");
		assertThat(this.server.run("failed list").err()).contains("403", "replay:notifications").hasLineCount(1);
		assertThat(this.server.run("failed show a-1-1").err()).isEqualTo("invitectl: invite-api answered 302\n");
		assertThat(this.server.run("failed show a-1-2").err()).contains("is --api right?")
			.doesNotContain("secret")
			.hasLineCount(1);
	}

	@Test
	void saysWhenNobodyAnswers() {
		String address = this.server.address();
		this.server.close();
		Run run = Run.of("failed", "list", "--api", address, "--token", "t");
		assertThat(run.err()).isEqualTo("invitectl: cannot connect to " + address + "/v1/ops\n");
		assertThat(run.exitCode()).isOne();
	}

	private static String page(String item, String cursor) {
		return "{\"items\":[" + item + "],\"nextCursor\":" + cursor + "}";
	}

}
