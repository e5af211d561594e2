package dev.missioncontrol.invite.ctl;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayIT {

	private static final String JOB = "GET /v1/ops/replays/j1";

	private static final String ITEMS = "GET /v1/ops/replays/j1/items?limit=100";

	private final OpsServer server = new OpsServer();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void replaysAndNamesWhatExpired() {
		start();
		this.server.on(JOB, 200, job("planning", 0, 0, ""))
			.on(JOB, 200, job("running", 1, 3, "\"sent\":1"))
			.on(JOB, 200, job("completed", 3, 3, "\"sent\":2,\"expired\":1"))
			.on(ITEMS, 200, "{\"items\":[" + item(1, "sent") + "," + item(2, "expired") + "],\"nextCursor\":\"c\"}")
			.on("GET /v1/ops/replays/j1/items?limit=100&cursor=c", 200, items(item(3, "sent")));
		Run run = this.server.run("replay signed-0-1 signed-0-2 signed-0-3 signed-0-1 --rate 20");
		assertThat(run.err().lines()).containsExactly("Job j1 started. It goes on when this command is stopped.",
				"planning", "running: 1 of 3", "completed: 3 of 3");
		assertThat(run.out()).isEqualTo("""
				RESULT   DEAD LETTER  RECORD             INVITE    GEN  AT
				sent     signed-0-1   invite.signed-0@1  invite-1  1    2026-11-21T10:00:00Z
				expired  signed-0-2   invite.signed-0@2  invite-2  1    2026-11-21T10:00:00Z
				sent     signed-0-3   invite.signed-0@3  invite-3  1    2026-11-21T10:00:00Z

				Job j1 completed: 2 sent, 1 expired
				Expired, to be invited again: invite-2
				""");
		assertThat(run.exitCode()).isOne();
		assertThat(posted()).isEqualTo(Map.of("deadLetters", List.of("signed-0-1", "signed-0-2", "signed-0-3"),
				"dryRun", false, "force", false, "ratePerSecond", 20));
	}

	@ParameterizedTest
	@CsvSource({ "sent, 0", "would-send, 0", "closed, 0", "superseded, 0", "already-replayed, 0",
			"already-delivered, 0", "expired, 1", "unreadable, 1", "gone, 1", "not-replayable, 1", "new-result, 1" })
	void exitCodeTellsWhetherAllIsWell(String result, int exitCode) {
		start();
		this.server.on(JOB, 200, job("completed", 1, 1, "\"%s\":1".formatted(result)))
			.on(ITEMS, 200, items(item(1, result)));
		assertThat(this.server.run("replay signed-0-1").exitCode()).isEqualTo(exitCode);
	}

	@ParameterizedTest
	@CsvSource({ "cancelled", "failed" })
	void aJobThatDidNotCompleteIsAFailure(String state) {
		start();
		this.server.on(JOB, 200, job(state, 1, 2, "\"sent\":1")).on(ITEMS, 200, items(item(1, "sent")));
		Run run = this.server.run("replay --all");
		assertThat(run.exitCode()).isOne();
		assertThat(run.out()).contains("Job j1 " + state + ": 1 sent");
		assertThat(posted()).containsEntry("filter", Map.of());
	}

	@Test
	void sendsFiltersOfAll() {
		start();
		Run run = this.server.run("replay --all --stage track --organization acme --reason http-400"
				+ " --from 2026-11-21T09:00:00Z --to 2026-11-21T10:00:00Z --dry-run --force --no-wait");
		assertThat(run.out()).isEqualTo("Job j1 started; invitectl replay follow j1 watches it.\n");
		assertThat(run.exitCode()).isZero();
		assertThat(posted())
			.isEqualTo(
					Map.of("filter",
							Map.of("stage", "track", "organization", "acme", "reason", "http-400", "from",
									"2026-11-21T09:00:00Z", "to", "2026-11-21T10:00:00Z"),
							"dryRun", true, "force", true));
	}

	@Test
	void endsAnOpenRangeNow() {
		start();
		Run run = Run.atNoon("replay", "--range", "--stage", "identify", "--from", "2h", "--yes", "--no-wait",
				"--token", "t", "--api", this.server.address());
		assertThat(run.exitCode()).isZero();
		assertThat(posted()).containsEntry("range",
				Map.of("stage", "identify", "from", "2026-11-21T10:00:00Z", "to", "2026-11-21T12:00:00Z"));
	}

	@Test
	void sendsAfterAYes() {
		start();
		Run run = Run.answering("Yes\n", "replay", "signed-0-1", "--force", "--no-wait", "--token", "t", "--api",
				this.server.address());
		assertThat(run.err())
			.isEqualTo("Send signed-0-1 as new messages, so that people may get a second e-mail? [y/N] ");
		assertThat(posted()).containsEntry("force", true);
	}

	@Test
	void drawsABarOnATerminal() {
		start();
		this.server.on(JOB, 200, job("completed", 1, 1, "\"sent\":1")).on(ITEMS, 200, items(item(1, "sent")));
		Run run = Run.answering("", "replay", "signed-0-1", "--token", "t", "--api", this.server.address());
		assertThat(run.err()).contains("\r100% [##############################] 1 of 1 completed");
		assertThat(run.exitCode()).isZero();
	}

	@Test
	void printsResultsThenTheJobAsJson() {
		start();
		String completed = job("completed", 1, 1, "\"sent\":1");
		this.server.on(JOB, 200, completed).on(ITEMS, 200, items(item(1, "sent")));
		Run run = this.server.run("replay signed-0-1 --json");
		assertThat(run.out().lines()).containsExactly(item(1, "sent"), completed);
		assertThat(run.err()).isEmpty();
	}

	@Test
	void followsThroughARestartOfTheApi() {
		this.server.on(JOB, 200, job("running", 1, 2, "\"sent\":1"))
			.on(JOB, 503, "{\"title\":\"Unavailable\",\"code\":\"ledger-unavailable\"}")
			.on(JOB, 200, job("completed", 2, 2, "\"sent\":2"))
			.on(ITEMS, 200, items(item(1, "sent")));
		Run run = this.server.run("replay follow j1");
		assertThat(run.exitCode()).isZero();
		assertThat(run.err().lines()).containsExactly("running: 1 of 2", "waiting for invite-api", "completed: 2 of 2");
	}

	@Test
	void losesPatienceAndSaysThatTheJobGoesOn() {
		this.server.on(JOB, 503, "");
		Run run = this.server.run("replay follow j1 --patience 0s");
		assertThat(run.exitCode()).isOne();
		assertThat(run.err()).contains("invite-api answered 503; a job that was started goes on")
			.contains("invitectl replay follow j1");
	}

	@Test
	void startsOneJobHoweverOftenItMustAsk() {
		this.server.on("POST /v1/ops/replays", 503, "").on("POST /v1/ops/replays", 202, job("planning", 0, 0, ""));
		Run run = this.server.run("replay signed-0-1 --no-wait");
		assertThat(run.exitCode()).isZero();
		assertThat(this.server.asked()).hasSize(2);
		assertThat(this.server.asked().stream().map(OpsServer.Asked::key).distinct()).hasSize(1).doesNotContainNull();
	}

	@Test
	void sendsAnotherKeyForEachOrder() {
		start();
		this.server.run("replay signed-0-1 --no-wait");
		this.server.run("replay signed-0-1 --no-wait");
		assertThat(this.server.asked().stream().map(OpsServer.Asked::key).distinct()).hasSize(2);
	}

	@Test
	void saysThatAJobMayHaveBeenStarted() {
		this.server.on("POST /v1/ops/replays", 503, "");
		Run run = this.server.run("replay signed-0-1 --patience 0s");
		assertThat(run.exitCode()).isOne();
		assertThat(run.err()).contains("whether a job was started, invitectl replay list tells");
	}

	@Test
	void listsJobs() {
		this.server.on("GET /v1/ops/replays?limit=20", 200, items(job("completed", 3, 3, "\"sent\":2,\"expired\":1")));
		Run run = this.server.run("replay list");
		assertThat(run.out()).isEqualTo("""
				JOB  STATE      CREATED               BY         DONE  TOTAL  RESULTS            MODE
				j1   completed  2026-11-21T10:00:00Z  auth0|ops  3     3      2 sent, 1 expired  forced
				""");
	}

	@Test
	void showsAndCancelsAJob() {
		this.server.on(JOB, 200, job("running", 1, 3, "\"sent\":1"))
			.on(ITEMS, 200, items(item(1, "sent")))
			.on("POST /v1/ops/replays/j1/cancel", 200, job("cancelled", 1, 3, "\"sent\":1"));
		Run show = this.server.run("replay show j1");
		assertThat(show.out()).contains("invite.signed-0@1").endsWith("Job j1 running: 1 sent\n");
		assertThat(show.exitCode()).isZero();
		Run cancel = this.server.run("replay cancel j1");
		assertThat(cancel.out()).isEqualTo("Job j1 cancelled: 1 sent\n");
		assertThat(cancel.exitCode()).isZero();
	}

	private void start() {
		this.server.on("POST /v1/ops/replays", 202, job("planning", 0, 0, ""));
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> posted() {
		return JsonMapper.shared()
			.readValue(this.server.asked()
				.stream()
				.filter((each) -> each.request().startsWith("POST"))
				.findFirst()
				.orElseThrow()
				.body(), Map.class);
	}

	private static String job(String state, int done, int total, String results) {
		return """
				{"id":"j1","state":"%s","dryRun":false,"force":true,"ratePerSecond":20,"requestedBy":"auth0|ops",\
				"createdAt":"2026-11-21T10:00:00Z","finishedAt":null,"total":%s,"done":%d,"results":{%s}}"""
			.formatted(state, (total > 0) ? total : "null", done, results);
	}

	private static String item(int number, String result) {
		return """
				{"seq":%1$d,"deadLetter":"signed-0-%1$d","origin":{"topic":"invite.signed","partition":0,"offset":%1$d},\
				"inviteId":"invite-%1$d","generation":1,"replay":1,"result":"%2$s","at":"2026-11-21T10:00:00Z"}"""
			.formatted(number, result);
	}

	private static String items(String... items) {
		return "{\"items\":[" + String.join(",", items) + "],\"nextCursor\":null}";
	}

}
