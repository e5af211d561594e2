package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From the topics of dead letters to what operators see.
 */
@Tag("container")
class DeadLetterIT {

	private final InviteApi api = InviteApi.shared();

	private final Ops ops = Ops.of(this.api);

	@Test
	void showsWhatFailedAndNothingOfItsContent() {
		Buried buried = Buried.inAnOrganization();
		Invite invite = buried.invite();
		buried.identify(List.of(invite), "gave-up");
		String id = this.ops.awaitLetters(buried, 1).getFirst();

		assertThat(id).matches("signed-\\d+-\\d+");
		Map<String, Object> page = this.ops.get(list(buried, ""));
		assertThat(page).containsEntry("nextCursor", null);
		assertThat(Ops.items(page).getFirst()).containsEntry("id", id)
			.containsEntry("stage", "identify")
			.containsEntry("reason", "gave-up")
			.containsEntry("detail", "email")
			.containsEntry("attempts", 3)
			.containsEntry("firstAt", buried.start().minusSeconds(60).toString())
			.containsEntry("lastAt", buried.start().toString())
			.containsEntry("inviteId", invite.inviteId().toString())
			.containsEntry("generation", 1)
			.containsEntry("organization", buried.organization().id())
			.containsEntry("expiresAt", invite.expiresAt().toString())
			.containsEntry("replay", 0)
			.containsEntry("state", "open");
		assertThat(page.toString()).doesNotContain("@", "join.example.com", "invite_token");
	}

	@Test
	void showsOneInDetailWithItsInviteButNoLink() {
		Buried buried = Buried.inAnOrganization();
		Invite invite = buried.invite();
		TestBroker.shared()
			.send(List.of(new EventRecords().write(Topics.COMMANDS,
					CloudEvent.once("/test", buried.start(), new InviteRequested(invite)))));
		buried.identify(List.of(invite), "gave-up");
		String id = this.ops.awaitLetters(buried, 1).getFirst();

		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.ops.get("/v1/ops/dead-letters/" + id).get("invite") != null);
		Map<String, Object> detail = this.ops.get("/v1/ops/dead-letters/" + id);
		assertThat(detail).containsEntry("id", id)
			.containsEntry("state", "open")
			.containsEntry("consumer", "segment-bridge")
			.containsEntry("eventType", "dev.missioncontrol.invite.signed.v1")
			.containsEntry("replays", List.of());
		assertThat(detail.get("origin"))
			.hasToString("{topic=invite.signed, partition=2, offset=42, timestamp=1970-01-01T00:00:00Z}");
		assertThat((Integer) detail.get("valueBytes")).isGreaterThan(1600);
		assertThat(detail.get("invite").toString()).contains("grace@example.com", buried.organization().id(),
				"requested");
		assertThat(detail.toString()).doesNotContain("join.example.com", "invite_token");
	}

	@Test
	void recordsWhatIsNotOneOfOursAndGoesOn() {
		Buried buried = Buried.inAnOrganization();
		byte[] key = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
		ProducerRecord<byte[], byte[]> hostile = new ProducerRecord<>(Topics.SIGNED.deadLetters(), key, key);
		Stream.of(DeadLetter.CONSUMER, DeadLetter.REASON, DeadLetter.DETAIL)
			.forEach((name) -> hostile.headers().add(name, "grace@example.com\0".getBytes(StandardCharsets.UTF_8)));
		hostile.headers().add(DeadLetter.ATTEMPTS, "1".getBytes(StandardCharsets.UTF_8));
		hostile.headers().add(DeadLetter.FIRST_AT, "+1000000000-12-31T23:59:59Z".getBytes(StandardCharsets.UTF_8));
		hostile.headers().add(DeadLetter.LAST_AT, "+1000000000-12-31T23:59:59Z".getBytes(StandardCharsets.UTF_8));
		hostile.headers()
			.add("spring_json_header_types", "{\"x\":\"java.lang.Void\"}".getBytes(StandardCharsets.UTF_8));
		TestBroker.shared()
			.send(List.of(new ProducerRecord<>(Topics.SIGNED.deadLetters(), null, null, null),
					new ProducerRecord<>(Topics.CLAIMS.deadLetters(), key, new byte[1024 * 1024 - 200]), hostile));
		buried.identify(buried.invites(5), "gave-up");
		this.ops.awaitLetters(buried, 5);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.ops.all("/v1/ops/dead-letters?reason=unknown", 500))
				.anyMatch((item) -> item.get("stage").equals("identify"))
				.anyMatch((item) -> item.get("stage").equals("ledger"))
				.noneMatch((item) -> item.toString().contains("@")));
	}

	@Test
	void forgetsWhatIsTooOld() {
		Buried old = Buried.inAnOrganization(Instant.now().minus(Duration.ofDays(91)));
		Buried recent = Buried.inAnOrganization(Instant.now().minus(Duration.ofDays(89)));
		old.identify(old.invites(2), "gave-up");
		recent.identify(recent.invites(2), "gave-up");
		TestPostgres database = TestPostgres.newDatabase();
		// Looks for what is too old when it starts, too, perhaps after it has read these.
		try (InviteApi patient = InviteApi.start(database, "--invite.dead-letters.retention=92d")) {
			Ops.of(patient).awaitLetters(old, 2);
		}
		try (InviteApi tidy = InviteApi.start(database, "--invite.dead-letters.clean-up-interval=100ms")) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(Ops.of(tidy).all(list(old, ""), 500)).isEmpty());
			Ops.of(tidy).awaitLetters(recent, 2);
		}
	}

	@Test
	void makesAnInviteFailThatCannotBeSigned() {
		Told told = Told.anInvite();
		Storyteller ledger = new Storyteller(this.api);
		ledger.tell(Topics.COMMANDS, told.requested());
		TestBroker.shared()
			.send(List.of(Buried.letter(Topics.COMMANDS, told.requested().data(), "link-too-long", told.start())));
		ledger.awaitStatus(told.id(), "failed");
		ledger.invite(told.id())
			.jsonPath("$.timeline[?(@.milestone=='signing-failed')].detail")
			.isEqualTo("link-too-long");
		ledger.tell(Topics.SIGNED, told.signed(1));
		ledger.awaitStatus(told.id(), "signed");
	}

	@Test
	void pagesThroughMany() {
		Buried buried = Buried.inAnOrganization();
		buried.identify(buried.invites(53), "gave-up");
		List<String> all = this.ops.awaitLetters(buried, 53);
		List<String> paged = this.ops.all(list(buried, ""), 7)
			.stream()
			.map((item) -> item.get("id").toString())
			.toList();
		assertThat(paged).hasSize(53).isEqualTo(all.reversed());
	}

	@Test
	void filters() {
		Buried buried = Buried.inAnOrganization();
		Invite signed = buried.invite();
		buried.identify(List.of(signed, buried.invite()), "gave-up");
		buried.track(buried.invite(), 0);
		buried.sign(buried.invite(), "bad-field");
		this.ops.awaitLetters(buried, 4);
		assertThat(count(buried, "&stage=identify")).isEqualTo(2);
		assertThat(count(buried, "&stage=track&reason=gave-up")).isEqualTo(1);
		assertThat(count(buried, "&stage=sign")).isEqualTo(1);
		assertThat(count(buried, "&stage=ledger")).isZero();
		assertThat(count(buried, "&reason=gave-up")).isEqualTo(3);
		assertThat(count(buried, "&from=" + buried.start().plusSeconds(1))).isEqualTo(1);
		assertThat(count(buried, "&to=" + buried.start().plusSeconds(1))).isEqualTo(3);
		assertThat(count(buried, "&state=replayed")).isZero();
	}

	private int count(Buried buried, String rest) {
		return Ops.items(this.ops.get(list(buried, rest))).size();
	}

	@ParameterizedTest
	@CsvSource({ "stage=x, /stage, unknown-value", "state=x, /state, unknown-value", "limit=0, /limit, out-of-range",
			"limit=501, /limit, out-of-range", "limit=x, /limit, out-of-range", "from=yesterday, /from, invalid-time",
			"to=-1, /to, invalid-time", "cursor=x, /cursor, invalid-cursor",
			"cursor=YQphCmEKYQ, /cursor, invalid-cursor", "organization=, /organization, invalid-text",
			"colour=red, /colour, unknown-field", "limit=1&limit=2, /limit, duplicate-name" })
	void refusesBadQueries(String query, String pointer, String code) {
		this.ops.client()
			.get()
			.uri("/v1/ops/dead-letters?" + query)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("invalid-request")
			.jsonPath("$.errors[0].pointer")
			.isEqualTo(pointer)
			.jsonPath("$.errors[0].code")
			.isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "signed-0-999999999", "x", "signed-0-01", "closed-1", "signed-99999999999-1" })
	void doesNotFindWhatIsNotThere(String id) {
		this.ops.client()
			.get()
			.uri("/v1/ops/dead-letters/" + id)
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("dead-letter-not-found");
	}

	static Stream<String> routes() {
		String id = UUID.randomUUID().toString();
		return Stream.of("GET /v1/ops/dead-letters", "GET /v1/ops/dead-letters/signed-0-0", "GET /v1/ops/replays",
				"POST /v1/ops/replays", "GET /v1/ops/replays/" + id, "GET /v1/ops/replays/" + id + "/items",
				"POST /v1/ops/replays/" + id + "/cancel");
	}

	@ParameterizedTest
	@MethodSource("routes")
	void needsTheScopeOfOperators(String route) {
		Issuer issuer = this.api.issuer();
		status(this.api.anonymous(), route, 401, "authentication-required");
		status(this.api.client("x"), route, 401, "invalid-token");
		status(this.api.client(), route, 403, "insufficient-scope");
		status(this.api.client(issuer.token("acme", "create:invites read:invites revoke:invites")), route, 403,
				"insufficient-scope");
		status(this.api.client(issuer.sign(issuer.operator().claim("scope", "replay"))), route, 403,
				"insufficient-scope");
		status(this.api.client(issuer.sign(issuer.operator().subject(null))), route, 401, "invalid-token");
	}

	@Test
	void givesOperatorsNothingElse() {
		status(this.ops.client(), "GET /v1/invites/" + UUID.randomUUID(), 403, "insufficient-scope");
		Issuer issuer = this.api.issuer();
		WebTestClient reader = this.api
			.client(issuer.sign(issuer.operator().claim("scope", "replay:notifications read:invites")));
		status(reader, "GET /v1/invites/" + UUID.randomUUID(), 403, "organization-missing");
	}

	private static void status(WebTestClient client, String route, int status, String code) {
		String[] parts = route.split(" ", 2);
		client.method(HttpMethod.valueOf(parts[0]))
			.uri(parts[1])
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"filter\":{}}")
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo(code);
	}

	private static String list(Buried buried, String rest) {
		return "/v1/ops/dead-letters?organization=" + buried.organization().id() + rest;
	}

}
