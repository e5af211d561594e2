package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.Replay;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dead letters and ranges on their way through a stage again.
 */
class ReplayIT {

	private static final InviteApi API = InviteApi.start(TestPostgres.newDatabase(),
			"--invite.replay.poll-interval=100ms");

	private final Ops ops = Ops.of(API);

	@AfterAll
	static void stop() {
		API.close();
	}

	@Test
	void sendsTheOriginalOnceHoweverOftenItIsOrdered() {
		Buried buried = Buried.inAnOrganization();
		Invite invite = buried.invite();
		buried.identify(List.of(invite), "gave-up");
		List<String> ids = this.ops.awaitLetters(buried, 1);

		String job = this.ops.order(Ops.letters(ids, ""));
		assertThat(this.ops.awaitEnd(job)).containsEntry("state", "completed")
			.containsEntry("results", Map.of("sent", 1))
			.containsEntry("total", 1)
			.containsEntry("done", 1)
			.containsEntry("dryRun", false)
			.containsEntry("force", false)
			.containsEntry("ratePerSecond", 50)
			.containsEntry("requestedBy", "auth0|operator");
		ConsumerRecord<byte[], byte[]> sent = Ops.sent(Topics.SIGNED, List.of(invite)).getFirst();
		assertThat(new EventRecords().read(Topics.SIGNED, sent)).asString().contains(invite.inviteId().toString());
		assertThat(sent.value()).isEqualTo(letter(Topics.SIGNED, invite).value());
		assertThat(Replay.of(sent)).isEqualTo(new Replay(job, 0, null));
		assertThat(DeadLetter.in(sent)).isEmpty();

		assertThat(this.ops.results(Ops.letters(ids, ""))).isEqualTo(Map.of("already-replayed", 1));
		assertThat(this.ops.results(filter(buried, ""))).isEqualTo(Map.of("already-replayed", 1));
		assertThat(Ops.numbers(Topics.SIGNED, List.of(invite))).containsExactly(0);

		assertThat(this.ops.all("/v1/ops/dead-letters?organization=" + buried.organization().id(), 10)).isEmpty();
		Map<String, Object> detail = this.ops.get("/v1/ops/dead-letters/" + ids.getFirst());
		assertThat(detail).containsEntry("state", "replayed");
		assertThat(detail.get("replays").toString()).contains("job=" + job, "result=sent", "result=already-replayed");
	}

	@Test
	void givesEachForcedReplayANumberOfItsOwn() {
		Buried buried = Buried.inAnOrganization();
		Invite invite = buried.invite();
		buried.identify(List.of(invite), "gave-up");
		List<String> ids = this.ops.awaitLetters(buried, 1);
		this.ops.results(Ops.letters(ids, ""));
		assertThat(this.ops.results(Ops.letters(ids, ",\"force\":true"))).isEqualTo(Map.of("sent", 1));
		assertThat(this.ops.results(Ops.letters(ids, ",\"force\":true"))).isEqualTo(Map.of("sent", 1));
		assertThat(Ops.sent(Topics.SIGNED, List.of(invite))).extracting(Replay::of)
			.satisfiesExactly((replay) -> assertThat(replay.at()).isNull(),
					(replay) -> assertThat(replay.at()).isBetween(buried.start(), Instant.now()),
					(replay) -> assertThat(replay.at()).isBetween(buried.start(), Instant.now()))
			.extracting(Replay::number)
			.containsExactly(0, 1, 2);
	}

	@Test
	void neverGivesANumberThatWasUsed() {
		Buried buried = Buried.inAnOrganization();
		Invite told = buried.invite();
		Invite failed = buried.invite();
		tell(Topics.COMMANDS, new InviteRequested(told));
		tell(Topics.NOTIFICATIONS, new NotificationDelivered(told.inviteId(), 1, 4));
		buried.identify(List.of(told), "gave-up");
		buried.identifyAfterReplay(failed, 7);
		List<String> ids = this.ops.awaitLetters(buried, 2);
		awaitMilestone(told, "notified");
		assertThat(this.ops.results(Ops.letters(ids, ",\"force\":true"))).isEqualTo(Map.of("sent", 2));
		assertThat(Ops.numbers(Topics.SIGNED, List.of(told))).containsExactly(5);
		assertThat(Ops.numbers(Topics.SIGNED, List.of(failed))).containsExactly(8);
	}

	@Test
	void repeatsTheNumberOfAReplayThatFailed() {
		Buried buried = Buried.inAnOrganization();
		Invite identify = buried.invite();
		Invite track = buried.invite();
		buried.identifyAfterReplay(identify, 3);
		buried.track(track, 2);
		assertThat(this.ops.results(Ops.letters(this.ops.awaitLetters(buried, 2), ""))).isEqualTo(Map.of("sent", 2));
		assertThat(Replay.of(Ops.sent(Topics.SIGNED, List.of(identify)).getFirst()))
			.satisfies((replay) -> assertThat(replay.number()).isEqualTo(3))
			.satisfies((replay) -> assertThat(replay.at()).isEqualTo(buried.start()));
		assertThat(Replay.of(Ops.sent(Topics.IDENTIFIED, List.of(track)).getFirst()))
			.satisfies((replay) -> assertThat(replay.number()).isEqualTo(2))
			.satisfies((replay) -> assertThat(replay.at()).isEqualTo(buried.start()));
	}

	@Test
	void sendsNothingInADryRun() {
		Buried buried = Buried.inAnOrganization();
		List<Invite> invites = buried.invites(3);
		buried.identify(invites, "gave-up");
		List<String> ids = this.ops.awaitLetters(buried, 3);
		assertThat(this.ops.results(Ops.letters(ids, ",\"dryRun\":true"))).isEqualTo(Map.of("would-send", 3));
		assertThat(this.ops.results(Ops.letters(ids, ",\"dryRun\":true,\"force\":true")))
			.isEqualTo(Map.of("would-send", 3));
		assertThat(Ops.sent(Topics.SIGNED, invites)).isEmpty();
		assertThat(this.ops.results(Ops.letters(ids, ""))).isEqualTo(Map.of("sent", 3));
	}

	@Test
	void leavesOutWhatWouldHelpNobodyAndNamesIt() {
		Buried buried = Buried.inAnOrganization();
		Invite expired = buried.fixture()
			.requestedAt(buried.start().minus(Duration.ofDays(2)))
			.ttl(Duration.ofHours(1))
			.build();
		Invite revoked = buried.invite();
		Invite superseded = buried.invite();
		Invite delivered = buried.invite();
		Invite good = buried.invite();
		Stream.of(expired, revoked, superseded, delivered, good)
			.forEach((invite) -> tell(Topics.COMMANDS, new InviteRequested(invite)));
		tell(Topics.COMMANDS, new InviteRevokeRequested(revoked.inviteId(), 1, "auth0|admin", buried.start(), null));
		tell(Topics.COMMANDS,
				new InviteResendRequested(buried.fixture().id(superseded.inviteId()).generation(2).build()));
		tell(Topics.NOTIFICATIONS, new NotificationDelivered(delivered.inviteId(), 1, 0));
		buried.identify(List.of(expired, revoked, superseded, delivered, good), "gave-up");
		awaitMilestone(revoked, "revoke-requested");
		awaitMilestone(delivered, "notified");
		awaitMilestone(good, "requested");
		List<String> ids = new ArrayList<>(this.ops.awaitLetters(buried, 5));
		Invite unreadable = buried.invite();
		buried.unreadable(unreadable);
		ids.add(awaitLetter("reason=not-json"));
		ids.add(insertLetter("invite.signed.dlt", 999_999_999L, "identify"));
		ids.add(insertLetter("invite.claims.dlt", 999_999_999L, "ledger"));

		String job = this.ops.order(Ops.letters(ids, ""));
		assertThat(this.ops.awaitEnd(job).get("results")).isEqualTo(Map.of("expired", 1, "closed", 1, "superseded", 1,
				"already-delivered", 1, "sent", 1, "unreadable", 1, "gone", 1, "not-replayable", 1));
		List<Map<String, Object>> items = this.ops.all("/v1/ops/replays/" + job + "/items", 3);
		assertThat(items).extracting((item) -> item.get("seq")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
		assertThat(items).extracting((item) -> item.get("result"))
			.containsExactly("expired", "closed", "superseded", "already-delivered", "sent", "unreadable", "gone",
					"not-replayable");
		assertThat(items.getFirst()).containsEntry("deadLetter", ids.getFirst())
			.containsEntry("inviteId", expired.inviteId().toString())
			.containsEntry("generation", 1)
			.containsEntry("replay", null);
		assertThat(items.get(4)).containsEntry("replay", 0);
		assertThat(items.getFirst().get("origin")).hasToString("{topic=invite.signed, partition=2, offset=42}");
		assertThat(items.toString()).doesNotContain("@", "join.example.com");
		assertThat(Ops.sent(Topics.SIGNED, List.of(expired, revoked, superseded, delivered, unreadable))).isEmpty();

		assertThat(this.ops.results(Ops.letters(ids, ",\"force\":true"))).isEqualTo(Map.of("expired", 1, "closed", 1,
				"superseded", 1, "sent", 2, "unreadable", 1, "gone", 1, "not-replayable", 1));
		assertThat(Ops.numbers(Topics.SIGNED, List.of(delivered))).containsExactly(1);
	}

	@Test
	void replaysAKindOfDeadLetters() {
		Buried buried = Buried.inAnOrganization();
		List<Invite> chosen = buried.invites(20);
		List<Invite> others = buried.invites(5);
		buried.identify(chosen, "gave-up");
		buried.identify(others, "rejected");
		this.ops.awaitLetters(buried, 25);
		assertThat(this.ops.results(filter(buried, ",\"stage\":\"identify\",\"reason\":\"gave-up\"")))
			.isEqualTo(Map.of("sent", 20));
		assertThat(Ops.numbers(Topics.SIGNED, chosen)).hasSize(20).containsOnly(0);
		assertThat(Ops.sent(Topics.SIGNED, others)).isEmpty();
	}

	@Test
	void replaysARangeOfATopic() {
		Buried buried = Buried.inAnOrganization();
		List<Invite> before = buried.invites(5);
		List<Invite> within = buried.invites(400);
		List<Invite> after = buried.invites(5);
		// Later than whatever other tests sent; brokers take times of the next hour.
		Instant from = Instant.now().plus(Duration.ofMinutes(30));
		at(from.minusMillis(1), before);
		at(from, within.subList(0, 1));
		at(from.plusSeconds(5), within.subList(1, 399));
		at(from.plusSeconds(10).minusMillis(1), within.subList(399, 400));
		at(from.plusSeconds(10), after);
		String range = "{\"range\":{\"stage\":\"identify\",\"from\":\"" + from + "\",\"to\":\"" + from.plusSeconds(10)
				+ "\"},\"ratePerSecond\":1000";
		assertThat(this.ops.results(range + ",\"dryRun\":true}")).isEqualTo(Map.of("would-send", 400));
		assertThat(Ops.sent(Topics.SIGNED, within)).isEmpty();
		String job = this.ops.order(range + "}");
		assertThat(this.ops.awaitEnd(job).get("results")).isEqualTo(Map.of("sent", 400));
		assertThat(Ops.numbers(Topics.SIGNED, within)).hasSize(400).containsOnly(0);
		assertThat(Ops.sent(Topics.SIGNED, before)).isEmpty();
		assertThat(Ops.sent(Topics.SIGNED, after)).isEmpty();
		assertThat(this.ops.all("/v1/ops/replays/" + job + "/items", 150)).hasSize(400)
			.allMatch((item) -> item.get("deadLetter") == null)
			.allMatch((item) -> item.get("origin").toString().contains("topic=invite.signed,"));
	}

	@Test
	void stopsWhenItIsCancelled() {
		Buried buried = Buried.inAnOrganization();
		List<Invite> invites = buried.invites(30);
		buried.identify(invites, "gave-up");
		List<String> ids = this.ops.awaitLetters(buried, 30);
		String job = this.ops.order(Ops.letters(ids, ",\"ratePerSecond\":2"));
		Awaitility.await().until(() -> !this.ops.get("/v1/ops/replays/" + job).get("done").equals(0));
		this.ops.client().post().uri("/v1/ops/replays/" + job + "/cancel").exchange().expectStatus().isAccepted();
		Map<String, Object> end = this.ops.awaitEnd(job);
		assertThat(end).containsEntry("state", "cancelled");
		int sent = (Integer) end.get("done");
		assertThat(sent).isBetween(1, 29);
		assertThat(Ops.sent(Topics.SIGNED, invites)).hasSize(sent);
		this.ops.client()
			.post()
			.uri("/v1/ops/replays/" + job + "/cancel")
			.exchange()
			.expectStatus()
			.isEqualTo(409)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("replay-finished");
		assertThat(this.ops.results(Ops.letters(ids, "")))
			.isEqualTo(Map.of("already-replayed", sent, "sent", 30 - sent));
	}

	@Test
	void takesTheSameOrderOnceUnderOneKey() {
		Buried buried = Buried.inAnOrganization();
		buried.identify(buried.invites(1), "gave-up");
		List<String> ids = this.ops.awaitLetters(buried, 1);
		String key = UUID.randomUUID().toString();
		String first = job(key, Ops.letters(ids, ",\"force\":true"));
		assertThat(job(key, Ops.letters(ids, ",\"force\":true"))).isEqualTo(first);
		this.ops.client()
			.post()
			.uri("/v1/ops/replays")
			.header("Idempotency-Key", key)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Ops.letters(ids, ""))
			.exchange()
			.expectStatus()
			.isEqualTo(422)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("idempotency-key-reused");
	}

	private String job(String key, String body) {
		return this.ops.client()
			.post()
			.uri("/v1/ops/replays")
			.header("Idempotency-Key", key)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange()
			.expectStatus()
			.isAccepted()
			.returnResult(Void.class)
			.getResponseHeaders()
			.getLocation()
			.toString();
	}

	@Test
	void listsJobsNewestFirst() {
		List<String> jobs = Stream.generate(() -> this.ops.order("{\"filter\":{\"organization\":\"nobody\"}}"))
			.limit(5)
			.toList();
		List<Object> listed = this.ops.all("/v1/ops/replays", 2).stream().map((job) -> job.get("id")).toList();
		assertThat(listed).doesNotHaveDuplicates().containsSubsequence(new ArrayList<Object>(jobs.reversed()));
		jobs.forEach((job) -> assertThat(this.ops.awaitEnd(job)).containsEntry("total", 0)
			.containsEntry("state", "completed"));
	}

	private static <E extends InviteEvent> void tell(Topic<? super E> topic, E event) {
		TestBroker.shared()
			.send(List.of(new EventRecords().write(topic, CloudEvent.once("/test", Instant.now(), event))));
	}

	private static void at(Instant time, List<Invite> invites) {
		TestBroker.shared().send(invites.stream().map((invite) -> {
			var record = new EventRecords().write(Topics.SIGNED, CloudEvent.once("/test", time, Buried.signed(invite)));
			return new ProducerRecord<>(record.topic(), null, time.toEpochMilli(), record.key(), record.value(),
					record.headers());
		}).toList());
	}

	private static ConsumerRecord<byte[], byte[]> letter(Topic<?> topic, Invite invite) {
		return TestBroker.shared()
			.await(topic.deadLetters(), 1,
					(record) -> record.key() != null
							&& invite.inviteId().toString().equals(new String(record.key(), StandardCharsets.UTF_8)))
			.getFirst();
	}

	private void awaitMilestone(Invite invite, String milestone) {
		String token = API.issuer().token(invite.organization().id(), "read:invites");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> API.client(token)
				.get()
				.uri("/v1/invites/" + invite.inviteId())
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody(String.class)
				.value((body) -> assertThat(body).contains('"' + milestone + '"')));
	}

	private String awaitLetter(String filter) {
		String path = "/v1/ops/dead-letters?state=all&" + filter;
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !Ops.items(this.ops.get(path)).isEmpty());
		return Ops.items(this.ops.get(path)).getFirst().get("id").toString();
	}

	/** A dead letter that Kafka no longer has. */
	private static String insertLetter(String topic, long offset, String stage) {
		API.context()
			.getBean(DatabaseClient.class)
			.sql("""
					insert into dead_letter (topic, partition, position, stage, consumer, reason, detail, attempts,
						first_at, last_at, value_bytes, replay)
					values ($1, 0, $2, $3, 'test', 'test', '', 1, now(), now(), 0, 0)""")
			.bind(0, topic)
			.bind(1, offset)
			.bind(2, stage)
			.then()
			.block();
		return topic.substring("invite.".length(), topic.length() - ".dlt".length()) + "-0-" + offset;
	}

	private static String filter(Buried buried, String rest) {
		return "{\"filter\":{\"organization\":\"" + buried.organization().id() + "\"" + rest + "}}";
	}

}
