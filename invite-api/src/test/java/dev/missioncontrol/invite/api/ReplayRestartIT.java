package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.test.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jobs outlive the instance that carries them out, and belong to one at a time.
 */
class ReplayRestartIT {

	private static final String QUICK = "--invite.replay.poll-interval=100ms";

	@Test
	void goesOnAfterARestart() {
		TestPostgres database = TestPostgres.newDatabase();
		Buried buried = Buried.inAnOrganization();
		List<Invite> invites = buried.invites(30);
		String job;
		try (InviteApi first = InviteApi.start(database, QUICK)) {
			Ops ops = Ops.of(first);
			buried.identify(invites, "gave-up");
			job = ops.order(Ops.letters(ops.awaitLetters(buried, 30), ",\"force\":true,\"ratePerSecond\":5"));
			Awaitility.await().until(() -> (Integer) ops.get("/v1/ops/replays/" + job).get("done") >= 5);
		}
		int before = Ops.sent(Topics.SIGNED, invites).size();
		assertThat(before).isBetween(5, 29);
		try (InviteApi second = InviteApi.start(database, QUICK)) {
			Ops ops = Ops.of(second);
			assertThat((Integer) ops.get("/v1/ops/replays/" + job).get("done")).isGreaterThanOrEqualTo(before);
			Map<String, Object> end = ops.awaitEnd(job);
			assertThat(end).containsEntry("state", "completed").containsEntry("results", Map.of("sent", 30));
			assertOnceEach(invites, 1);
		}
	}

	@Test
	void repeatsTheNumbersOfABatchThatACrashCutShort() {
		TestPostgres database = TestPostgres.newDatabase();
		Buried buried = Buried.inAnOrganization();
		List<Invite> invites = buried.invites(3);
		try (InviteApi api = InviteApi.start(database, QUICK, "--invite.replay.retry-pause=500ms")) {
			Ops ops = Ops.of(api);
			buried.identify(invites, "gave-up");
			List<String> ids = ops.awaitLetters(buried, 3);
			// Results cannot be recorded, as after a crash between sending and marking.
			DatabaseClient client = api.context().getBean(DatabaseClient.class);
			for (String sql : List.of(
					"create function crash() returns trigger language plpgsql as $$ begin raise 'crash'; end $$",
					"create trigger crash before update of result on replay_item execute function crash()")) {
				client.sql(sql).then().block();
			}
			String job = ops.order(Ops.letters(ids, ",\"force\":true"));
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Ops.sent(Topics.SIGNED, invites).size() >= 6);
			assertThat(ops.get("/v1/ops/replays/" + job)).containsEntry("state", "running").containsEntry("done", 0);
			client.sql("drop trigger crash on replay_item").then().block();
			assertThat(ops.awaitEnd(job)).containsEntry("results", Map.of("sent", 3));
			assertThat(Ops.numbers(Topics.SIGNED, invites)).hasSizeGreaterThanOrEqualTo(9).containsOnly(1);
		}
	}

	@Test
	void waitsForADatabaseThatGoesAwayAndGoesOnWhereItWas() throws Exception {
		TestPostgres real = TestPostgres.newDatabase();
		Buried buried = Buried.inAnOrganization();
		List<Invite> invites = buried.invites(40);
		try (Gate gate = new Gate(real.port(), true);
				InviteApi api = InviteApi.start(
						new TestPostgres("localhost", gate.port(), real.database(), real.user()), QUICK,
						"--invite.replay.retry-pause=500ms", "--invite.replay.database.lease=6s",
						"--invite.replay.database.timeout=3s", "--invite.replay.send-before=4s")) {
			Ops ops = Ops.of(api);
			buried.identify(invites, "gave-up");
			String job = ops.order(Ops.letters(ops.awaitLetters(buried, 40), ",\"force\":true,\"ratePerSecond\":10"));
			Awaitility.await().until(() -> (Integer) ops.get("/v1/ops/replays/" + job).get("done") >= 10);
			gate.shut();
			// A second's worth may have been on its way.
			Awaitility.await().during(Duration.ofSeconds(4)).until(() -> Ops.sent(Topics.SIGNED, invites).size() <= 30);
			gate.open();
			Awaitility.await().untilAsserted(() -> ops.get("/v1/ops/replays/" + job));
			assertThat(ops.awaitEnd(job)).containsEntry("state", "completed")
				.containsEntry("results", Map.of("sent", 40));
			assertThat(Ops.numbers(Topics.SIGNED, invites)).containsOnly(1);
			assertThat(Ops.sent(Topics.SIGNED, invites)).hasSizeBetween(40, 50)
				.extracting((record) -> new String(record.key(), StandardCharsets.UTF_8))
				.containsAll(invites.stream().map((invite) -> invite.inviteId().toString()).toList());
		}
	}

	@Test
	void belongsToOneInstanceAtATime() {
		TestPostgres database = TestPostgres.newDatabase();
		Buried buried = Buried.inAnOrganization();
		List<Invite> invites = buried.invites(60);
		try (InviteApi first = InviteApi.start(database, QUICK, "--invite.replay.workers=4");
				InviteApi second = InviteApi.start(database, QUICK, "--invite.replay.workers=4")) {
			Ops ops = Ops.of(first);
			buried.identify(invites, "gave-up");
			List<String> ids = ops.awaitLetters(buried, 60);
			List<String> jobs = List.of(ops.order(Ops.letters(ids, ",\"ratePerSecond\":20")),
					Ops.of(second).order(Ops.letters(ids, ",\"ratePerSecond\":20")),
					Ops.of(second).order(Ops.letters(ids.reversed(), ",\"ratePerSecond\":20")));
			int sent = jobs.stream()
				.map(ops::awaitEnd)
				.mapToInt((job) -> ((Map<?, ?>) job.get("results")).get("sent") instanceof Integer count ? count : 0)
				.sum();
			assertThat(sent).isEqualTo(60);
			assertOnceEach(invites, 0);
		}
	}

	@Test
	void takesAJobOverWhoseInstanceSaysNothingMore() {
		TestPostgres database = TestPostgres.newDatabase();
		Buried buried = Buried.inAnOrganization();
		List<Invite> invites = buried.invites(4);
		try (InviteApi idle = InviteApi.start(database, "--invite.replay.workers=0")) {
			Ops ops = Ops.of(idle);
			buried.identify(invites, "gave-up");
			String job = ops.order(Ops.letters(ops.awaitLetters(buried, 4), ""));
			idle.context()
				.getBean(DatabaseClient.class)
				.sql("update replay_job set lease_owner = gen_random_uuid(), lease_until = now() + interval '4 s'")
				.then()
				.block();
			try (InviteApi busy = InviteApi.start(database, QUICK)) {
				assertThat(Ops.of(busy).get("/v1/ops/replays/" + job)).containsEntry("state", "planning");
				assertThat(ops.awaitEnd(job)).containsEntry("results", Map.of("sent", 4));
				assertOnceEach(invites, 0);
			}
		}
	}

	private static void assertOnceEach(List<Invite> invites, int number) {
		Set<String> ids = invites.stream().map((invite) -> invite.inviteId().toString()).collect(Collectors.toSet());
		assertThat(Ops.sent(Topics.SIGNED, invites)).hasSize(ids.size());
		assertThat(Ops.numbers(Topics.SIGNED, invites)).containsOnly(number);
		assertThat(Ops.sent(Topics.SIGNED, invites))
			.extracting((record) -> new String(record.key(), StandardCharsets.UTF_8))
			.containsExactlyInAnyOrderElementsOf(ids);
	}

}
