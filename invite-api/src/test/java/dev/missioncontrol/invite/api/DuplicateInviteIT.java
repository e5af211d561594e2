package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One pending invite per person and organization, on two instances that share a database.
 * The second one keeps no ledger, and its way to the database can be shut.
 */
class DuplicateInviteIT {

	private static Gate gate;

	private static InviteApi first;

	private static InviteApi second;

	private final String email = UUID.randomUUID() + "@example.com";

	@BeforeAll
	static void start() {
		TestPostgres database = TestPostgres.newDatabase();
		gate = new Gate(database.port(), true);
		first = InviteApi.start(database, settings());
		second = InviteApi.start(new TestPostgres("localhost", gate.port(), database.database(), database.user()),
				settings("--invite.policy.resend=keep", "--spring.kafka.listener.auto-startup=false",
						"--invite.ledger.closed.publish-interval=24h"));
	}

	@AfterAll
	static void stop() {
		second.close();
		first.close();
		gate.close();
	}

	@Test
	void takesOneOfManyAtOnce() {
		List<Answer> answers = atOnce(100, null);
		assertThat(answers).filteredOn((answer) -> answer.status() == 202).hasSize(1);
		String winner = answers.stream().filter((answer) -> answer.status() == 202).findAny().orElseThrow().id();
		assertThat(answers).filteredOn((answer) -> answer.status() != 202)
			.hasSize(99)
			.allMatch((answer) -> answer.isTakenBy(winner));
		assertThat(commands()).isEqualTo(1);
	}

	@Test
	void sendsTheSameInviteAgainForManyAtOnce() {
		List<Answer> answers = atOnce(100, "resend");
		assertThat(answers).allMatch((answer) -> answer.status() == 202);
		assertThat(answers.stream().map(Answer::id).distinct()).hasSize(1);
		assertThat(answers.stream().map(Answer::generation)).hasSize(100).doesNotHaveDuplicates().contains(1);
	}

	@Test
	void replacesThePendingInviteByOneCommand() {
		Answer old = post(first, null, null);
		Answer replacing = post(second, "replace", null);
		assertThat(replacing.status()).isEqualTo(202);
		assertThat(replacing.id()).isNotEqualTo(old.id());
		awaitStatus(old.id(), "revoked");
		awaitStatus(replacing.id(), "requested");
		assertThat(commands()).isEqualTo(2);
		assertThat(post(first, null, null).isTakenBy(replacing.id())).isTrue();
	}

	@Test
	void replacesOneAfterTheOtherWhenManyAskAtOnce() {
		List<Answer> answers = atOnce(10, "replace");
		List<String> accepted = answers.stream().filter((answer) -> answer.status() == 202).map(Answer::id).toList();
		assertThat(accepted).isNotEmpty().doesNotHaveDuplicates();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(
					() -> assertThat(accepted.stream().map(DuplicateInviteIT::status).filter("requested"::equals))
						.hasSize(1));
		assertThat(accepted.stream().map(DuplicateInviteIT::status)).containsOnly("requested", "revoked");
	}

	@Test
	void needsTheRightToRevokeForReplacing() {
		String token = first.issuer().token("acme", "create:invites");
		first.client(token)
			.post()
			.uri("/v1/invites")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body("replace"))
			.exchange()
			.expectStatus()
			.isForbidden();
		String query = """
				mutation { invite_user(input: {email: "%s", roles: ["read"], onDuplicate: REPLACE}) { inviteId } }"""
			.formatted(this.email);
		first.client(token)
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", query))
			.exchange()
			.expectBody()
			.jsonPath("$.errors[0].extensions.code")
			.isEqualTo("insufficient-scope");
	}

	@Test
	void givesTheSameAnswerToTheSameKey() {
		String key = UUID.randomUUID().toString();
		Answer answer = post(first, null, key);
		assertThat(answer.status()).isEqualTo(202);
		assertThat(post(second, null, key)).isEqualTo(answer);
		String another = UUID.randomUUID().toString();
		assertThat(post(second, null, another).isTakenBy(answer.id())).isTrue();
		String resend = UUID.randomUUID().toString();
		Answer again = post(second, "resend", resend);
		assertThat(again.id()).isEqualTo(answer.id());
		assertThat(post(first, "resend", resend)).isEqualTo(again);
		assertThat(commands()).isEqualTo(2);
		// A refusal leaves the key free.
		tell(Topics.CLAIMS, new InviteAccepted(InviteId.parse(answer.id()), 1, "auth0|grace"));
		awaitStatus(answer.id(), "accepted");
		assertThat(post(second, null, another).status()).isEqualTo(202);
	}

	@Test
	void goesByTheLedgerForInvitesThatWereRequestedElsewhere() {
		Invite pending = InviteFixture.anInvite().email(this.email).build();
		tell(Topics.COMMANDS, new InviteRequested(pending));
		awaitStatus(pending.inviteId().toString(), "requested");
		assertThat(post(second, null, null).isTakenBy(pending.inviteId().toString())).isTrue();
	}

	@Test
	void freesThePlaceWhenTheInviteHasExpiredAndKeepsItForTheNextOne() {
		Invite late = InviteFixture.anInvite()
			.email(this.email)
			.requestedAt(Instant.now().minusSeconds(7200))
			.ttl(Duration.ofHours(1))
			.build();
		tell(Topics.COMMANDS, new InviteRequested(late));
		awaitStatus(late.inviteId().toString(), "expired");
		Answer next = post(second, null, null);
		assertThat(next.status()).isEqualTo(202);
		assertThat(resend(first, late.inviteId().toString()).isTakenBy(next.id())).isTrue();
		// Its own place is no obstacle, and without superseding it has no end.
		awaitStatus(next.id(), "requested");
		assertThat(resend(second, next.id())).returns(2, Answer::generation);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> first.client()
				.get()
				.uri("/v1/invites/" + next.id())
				.exchange()
				.expectBody()
				.jsonPath("$.generation")
				.isEqualTo(2)
				.jsonPath("$.timeline[?(@.milestone=='superseded')]")
				.isEmpty());
	}

	@Test
	void letsAPlaceLapseWhoseCommandNeverCame() {
		sql("insert into pending_invite (organization_id, email, invite_id, generation, written, expires_at) "
				+ "values ('acme', :email, gen_random_uuid(), 1, false, now() + interval '1 day')");
		assertThat(post(first, null, null).status()).isEqualTo(409);
		sql("update pending_invite set taken_at = now() - interval '1 minute' where email = :email");
		assertThat(post(second, null, null).status()).isEqualTo(202);
	}

	@Test
	void takesNothingWithoutTheDatabase() {
		long before = TopicEnd.of(Topics.COMMANDS);
		gate.shut();
		try {
			Answer answer = post(second, null, null);
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.body()).contains("database-unavailable");
		}
		finally {
			gate.open();
		}
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(post(second, null, null).status()).isEqualTo(202));
	}

	/**
	 * Who comes first is the question, not how fast: a busy machine may take its time.
	 */
	private static String[] settings(String... others) {
		return Stream
			.concat(Stream.of("--invite.policy.duplicates=refuse", "--invite.pending.timeout=20s",
					"--invite.policies.timeout=20s", "--invite.pending.longest-wait=20s",
					"--invite.ledger.database.query-timeout=20s", "--spring.r2dbc.pool.max-acquire-time=20s"),
					Stream.of(others))
			.toArray(String[]::new);
	}

	private List<Answer> atOnce(int count, String onDuplicate) {
		String firstToken = first.issuer().token();
		String secondToken = second.issuer().token();
		return Flux.range(0, count)
			.flatMap((i) -> send((i % 2 == 0) ? first : second, (i % 2 == 0) ? firstToken : secondToken, "/v1/invites",
					body(onDuplicate), null), count)
			.collectList()
			.block(Duration.ofSeconds(60));
	}

	private Answer post(InviteApi api, String onDuplicate, String key) {
		return send(api, api.issuer().token(), "/v1/invites", body(onDuplicate), key).block(Duration.ofSeconds(20));
	}

	private static Answer resend(InviteApi api, String id) {
		return send(api, api.issuer().token(), "/v1/invites/" + id + "/resend", "{}", null)
			.block(Duration.ofSeconds(20));
	}

	private static Mono<Answer> send(InviteApi api, String token, String path, String body, String key) {
		return WebClient.create(api.address())
			.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.headers((headers) -> {
				headers.setBearerAuth(token);
				if (key != null) {
					headers.set("Idempotency-Key", key);
				}
			})
			.bodyValue(body)
			.exchangeToMono((answer) -> answer.bodyToMono(String.class)
				.map((text) -> new Answer(answer.statusCode().value(), text)));
	}

	private String body(String onDuplicate) {
		return "{\"email\":\"%s\",\"roles\":[\"read\"]%s}".formatted(this.email,
				(onDuplicate != null) ? ",\"onDuplicate\":\"" + onDuplicate + "\"" : "");
	}

	/** How many commands about this person are on the topic by now. */
	private long commands() {
		return TopicEnd.records(Topics.COMMANDS)
			.stream()
			.filter((record) -> record.value() != null
					&& new String(record.value(), StandardCharsets.UTF_8).contains(this.email))
			.count();
	}

	private static <E extends InviteEvent> void tell(Topic<? super E> topic, E event) {
		TestBroker.shared()
			.send(List.of(new EventRecords().write(topic, CloudEvent.once("/test", Instant.now(), event))));
	}

	private static void awaitStatus(String id, String status) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(status(id)).isEqualTo(status));
	}

	private static String status(String id) {
		String body = first.client()
			.get()
			.uri("/v1/invites/" + id)
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return String.valueOf(JsonPath.<Object>read(body, "$.status"));
	}

	private void sql(String statement) {
		first.context().getBean(DatabaseClient.class).sql(statement).bind("email", this.email).then().block();
	}

	/**
	 * What came back.
	 */
	private record Answer(int status, String body) {

		String id() {
			return JsonPath.read(this.body, "$.inviteId");
		}

		int generation() {
			return JsonPath.<Integer>read(this.body, "$.generation");
		}

		boolean isTakenBy(String id) {
			return this.status == 409 && "already-invited".equals(JsonPath.read(this.body, "$.code"))
					&& id.equals(JsonPath.read(this.body, "$.invite"))
					&& ("/v1/invites/" + id).equals(JsonPath.read(this.body, "$.path"));
		}

	}

}
