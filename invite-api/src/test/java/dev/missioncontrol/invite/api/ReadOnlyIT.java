package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An instance of a region that stands by.
 */
class ReadOnlyIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final InviteApi API = InviteApi.start(TestPostgres.newDatabase(), "--invite.read-only=true",
			"--invite.ledger.closed.publish-interval=50ms", "--invite.ledger.expiry.interval=50ms",
			"--invite.ledger.deadlines.settle=0s", "--invite.problems.base=https://invites.example.com/problems/");

	@AfterAll
	static void stop() {
		API.close();
	}

	static List<String> changes() {
		return Routes.rest(API).stream().filter((route) -> !route.startsWith("GET ")).toList();
	}

	static List<String> mutations() {
		return Routes.graphQl(API).stream().filter((field) -> field.startsWith("Mutation.")).toList();
	}

	@ParameterizedTest
	@MethodSource("changes")
	void refusesEveryChange(String route) {
		String[] parts = route.split(" ", 2);
		client().method(HttpMethod.valueOf(parts[0]))
			.uri(parts[1].replace("{id}", UUID.randomUUID().toString()))
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isEqualTo(503)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("read-only")
			.jsonPath("$.type")
			.isEqualTo("https://invites.example.com/problems/read-only");
	}

	@Test
	void refusesChangesThatAreNotThereYet() {
		client().put().uri("/v1/later").exchange().expectStatus().isEqualTo(503);
		client().delete().uri("/graphql").exchange().expectStatus().isNotFound();
		API.anonymous().post().uri("/v1/invites").exchange().expectStatus().isUnauthorized();
	}

	@Test
	void namesItsOwnPagesAlsoBeforeAnythingLooksAtARequest() {
		API.anonymous()
			.get()
			.uri("/" + "x".repeat(9000))
			.exchange()
			.expectStatus()
			.isEqualTo(414)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("https://invites.example.com/problems/request-line-too-long");
	}

	/** Whoever adds a mutation adds a query here. */
	@ParameterizedTest
	@MethodSource("mutations")
	void refusesEveryMutation(String field) {
		String name = field.substring(field.indexOf('.') + 1);
		Map<String, String> queries = Map.of("invite_user",
				"invite_user(input: {email: \"a@example.com\", roles: [\"read\"]}) { inviteId }", "revoke_invite",
				"revoke_invite(id: \"x\") { inviteId }", "resend_invite", "resend_invite(id: \"x\") { inviteId }",
				"set_policy", "set_policy(input: {}) { maxTtl }");
		String query = queries.get(name);
		assertThat(query).as("a query for " + name).isNotNull();
		graphQl("mutation { " + query + " }").jsonPath("$.errors[0].extensions.code").isEqualTo("read-only");
	}

	@Test
	void goesOnReadingAndWritesNothing() {
		long closed = TopicEnd.of(Topics.CLOSED);
		Told over = new Told(Told.anInvite().id(), Told.anInvite().start().minus(Duration.ofDays(2)));
		Told accepted = Told.anInvite();
		LiveReader reader = LiveReader.open(API, API.issuer().token(), null);
		LiveReader subscriber = LiveReader.subscribe(API, API.issuer().token(), null);
		API.context()
			.getBean(Projecting.class)
			.project(
					List.<CloudEvent<?>>of(over.requested(), accepted.requested(), accepted.accepted(1, "auth0|grace")))
			.block(PATIENCE);
		// What comes by the topics is shown, and takes longer than a round of anything.
		Told told = Told.anInvite();
		ProducerRecord<byte[], byte[]> poison = new ProducerRecord<>(Topics.CLAIMS.name(), 0, null, new byte[] { '{' });
		TestBroker.shared()
			.send(List.of(poison, new EventRecords().write(Topics.COMMANDS,
					CloudEvent.once("/test", told.start(), new InviteRequested(told.invite(1))))));
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(
					() -> graphQl("{ invite(id: \"" + told.id() + "\") { status } }").jsonPath("$.data.invite.status")
						.isEqualTo("REQUESTED"));
		client().get()
			.uri("/v1/invites/" + accepted.id())
			.exchange()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("accepted");
		try (reader; subscriber) {
			reader.await(() -> reader.told("inviteId").contains(told.id().toString()));
			// Not as the last: the other one may expire later.
			subscriber.await(() -> subscriber.all()
				.stream()
				.anyMatch((event) -> event.data() != null && event.data().contains(told.id().toString())));
		}
		client().get()
			.uri("/v1/invites/" + over.id())
			.exchange()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("expired");
		// Decided here, as the timeline needs, and left for when this region takes over.
		assertThat(count("select count(*) from closing_outbox where taken_until is null and invite_id = '"
				+ accepted.id() + "'"))
			.isOne();
		assertThat(count("select count(*) from invite_closing where invite_id = '" + over.id() + "'")).isZero();
		assertThat(closed).isLessThanOrEqualTo(TopicEnd.of(Topics.CLOSED));
	}

	@Test
	@SuppressWarnings("unchecked") // the context knows no type arguments
	void hasAWallBeforeKafka() {
		KafkaTemplate<byte[], byte[]> kafka = API.context().getBean(KafkaTemplate.class);
		for (Topic<?> topic : Topics.all()) {
			assertThatThrownBy(() -> kafka.send(topic.name(), new byte[0], new byte[0]))
				.hasStackTraceContaining("nothing is written in read-only mode");
		}
	}

	private static WebTestClient client() {
		return API.client(API.issuer()
			.sign(API.issuer()
				.admin()
				.claim("scope", "create:invites read:invites revoke:invites replay:notifications")));
	}

	private static WebTestClient.BodyContentSpec graphQl(String query) {
		return client().post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("query", query))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody();
	}

	private static long count(String query) {
		return API.context()
			.getBean(DatabaseClient.class)
			.sql(query)
			.map((row) -> row.get(0, Long.class))
			.one()
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

}
