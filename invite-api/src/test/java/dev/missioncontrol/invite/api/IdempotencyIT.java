package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.idempotency.Claim;
import dev.missioncontrol.invite.api.idempotency.Fingerprint;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.idempotency.IdempotencyStore;
import dev.missioncontrol.invite.event.EventCodec;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotencyIT {

	private static final String BODY = "{\"email\":\"grace@example.com\",\"roles\":[\"read\",\"write\"]}";

	/** The same request, written otherwise. */
	private static final String SAME_BODY = """
			{"roles": ["write", "read", "read"], "email": " GRACE@example.com", "ttl": "P1D", "locale": null}""";

	private static final String OTHER_BODY = BODY.replace("grace", "ada");

	private final InviteApi api = InviteApi.shared();

	private final String key = UUID.randomUUID().toString();

	@Test
	void givesTheSameAnswerAgainAndWritesNothingNew() {
		EntityExchangeResult<byte[]> first = post(BODY, this.key, 202);
		long written = TopicEnd.of(Topics.COMMANDS);
		EntityExchangeResult<byte[]> again = post(SAME_BODY, '"' + this.key + '"', 202);
		assertThat(again.getResponseBody()).isEqualTo(first.getResponseBody());
		assertThat(again.getResponseHeaders().getLocation()).isEqualTo(first.getResponseHeaders().getLocation());
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(written);
		assertThat(first.getResponseBody()).asString(StandardCharsets.UTF_8)
			.contains(InviteId.of("acme", this.key).toString());
	}

	@Test
	void refusesAnotherRequestWithTheSameKey() {
		post(BODY, this.key, 202);
		long written = TopicEnd.of(Topics.COMMANDS);
		EntityExchangeResult<byte[]> other = post(OTHER_BODY, this.key, 422);
		assertThat(other.getResponseBody()).asString(StandardCharsets.UTF_8).contains("idempotency-key-reused");
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(written);
	}

	@Test
	void keepsKeysOfOrganizationsApart() {
		post(BODY, this.key, 202);
		String token = this.api.issuer().token("globex", "create:invites");
		this.api.client(token)
			.post()
			.uri("/v1/invites")
			.contentType(MediaType.APPLICATION_JSON)
			.header("Idempotency-Key", this.key)
			.bodyValue(OTHER_BODY)
			.exchange()
			.expectStatus()
			.isAccepted();
	}

	@Test
	void writesOnceForManyAtOnce() {
		List<Integer> statuses = Flux.range(0, 100)
			.flatMap((_) -> WebClient.create(this.api.address())
				.post()
				.uri("/v1/invites")
				.contentType(MediaType.APPLICATION_JSON)
				.headers((headers) -> {
					headers.setBearerAuth(this.api.issuer().token());
					headers.set("Idempotency-Key", this.key);
				})
				.bodyValue(BODY)
				.exchangeToMono((answer) -> answer.toBodilessEntity().map((entity) -> entity.getStatusCode().value())),
					100)
			.collectList()
			.block(Duration.ofSeconds(30));
		assertThat(statuses).contains(202).isSubsetOf(202, 409, 503);
		post(BODY, this.key, 202);
		assertThat(commands(1)).hasSize(1);
	}

	@Test
	void takesOverWhatACrashLeftBehindWithTheSameBytes() {
		try (InviteApi impatient = InviteApi.start(TestPostgres.newDatabase(),
				"--invite.idempotency.take-over-after=1s")) {
			InviteRequested crashed = crashed(impatient);
			assertThat(post(impatient, BODY, this.key, 409).getResponseHeaders().getFirst("Retry-After"))
				.isEqualTo("1");
			Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> post(impatient, BODY, this.key, 202));
			assertThat(commands(1).getFirst().value()).isEqualTo(new EventCodec().value(crashed));
			post(impatient, OTHER_BODY, this.key, 422);
		}
	}

	/** A claim whose owner dies before it writes. */
	private InviteRequested crashed(InviteApi impatient) {
		Caller caller = new Caller("auth0|earlier", InviteFixture.ORGANIZATION, Set.of());
		InviteRequested command = new InviteRequested(
				InviteFixture.anInvite().id(InviteId.of("acme", this.key)).organization(caller.organization()).build());
		Fingerprint fingerprint = fingerprintOf(impatient);
		Claim<InviteRequested> claim = impatient.context()
			.getBean(IdempotencyStore.class)
			.claim("acme", new IdempotencyKey(this.key), fingerprint, command)
			.block();
		assertThat(claim).isInstanceOf(Claim.Granted.class);
		return command;
	}

	/** That of the body, as the service itself computes it. */
	private static Fingerprint fingerprintOf(InviteApi api) {
		String probe = UUID.randomUUID().toString();
		post(api, BODY, probe, 202);
		return api.context()
			.getBean(DatabaseClient.class)
			.sql("select fingerprint from idempotency_key where key = :key")
			.bind("key", probe)
			.map((row) -> new Fingerprint(row.get("fingerprint", String.class)))
			.one()
			.block();
	}

	@Test
	void forgetsAfterTheRetention() {
		try (InviteApi forgetful = InviteApi.start(TestPostgres.newDatabase(), "--invite.idempotency.retention=1s")) {
			post(forgetful, BODY, this.key, 202);
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> post(forgetful, OTHER_BODY, this.key, 202));
		}
	}

	@Test
	void refusesMalformedKeys() {
		for (String bad : List.of("\"open", "k".repeat(256), "\u00e9")) {
			assertThat(post(BODY, bad, 400).getResponseBody()).asString(StandardCharsets.UTF_8)
				.contains("invalid-idempotency-key");
		}
	}

	private List<ConsumerRecord<byte[], byte[]>> commands(int count) {
		String id = InviteId.of("acme", this.key).toString();
		return TestBroker.shared()
			.await(Topics.COMMANDS.name(), count,
					(record) -> id.equals(new String(record.key(), StandardCharsets.UTF_8)));
	}

	private EntityExchangeResult<byte[]> post(String body, String header, int status) {
		return post(this.api, body, header, status);
	}

	private static EntityExchangeResult<byte[]> post(InviteApi api, String body, String header, int status) {
		return api.client()
			.post()
			.uri("/v1/invites")
			.contentType(MediaType.APPLICATION_JSON)
			.header("Idempotency-Key", header)
			.bodyValue(body)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody()
			.returnResult();
	}

}
