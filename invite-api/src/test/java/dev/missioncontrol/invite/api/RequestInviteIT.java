package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jwt.PlainJWT;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.test.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("container")
class RequestInviteIT {

	private static final String VALID = """
			{"email": " Grace@Example.com ", "roles": ["write", "read"], "ttl": "PT2H", "locale": "de-CH",
			"metadata": {"campaign": "spring"}}""";

	private final InviteApi api = InviteApi.shared();

	@Test
	void answersOnceTheCommandIsOnKafka() {
		Map<String, Object> body = post(this.api.client(), VALID).expectStatus()
			.isAccepted()
			.expectHeader()
			.contentType(MediaType.APPLICATION_JSON)
			.expectHeader()
			.valueMatches(HttpHeaders.LOCATION, "/v1/invites/[0-9a-f-]{36}")
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult()
			.getResponseBody();
		assertThat(body).containsEntry("status", "requested")
			.containsEntry("email", "grace@example.com")
			.containsEntry("organization", "acme")
			.containsEntry("roles", List.of("read", "write"));

		ConsumerRecord<byte[], byte[]> record = TestBroker.shared()
			.await(Topics.COMMANDS.name(), 1,
					(candidate) -> new String(candidate.key(), StandardCharsets.UTF_8).equals(body.get("inviteId")))
			.getFirst();
		InviteRequested command = (InviteRequested) read(record);
		assertThat(command.invite().email().value()).isEqualTo("grace@example.com");
		assertThat(command.invite().organization().name()).isEqualTo("Acme Inc.");
		assertThat(command.invite().requestedBy()).isEqualTo("auth0|admin");
		assertThat(command.invite().locale()).isEqualTo("de-CH");
		assertThat(command.invite().metadata()).containsExactly(Map.entry("campaign", "spring"));
		assertThat(Duration.between(command.invite().requestedAt(), command.invite().expiresAt()))
			.isBetween(Duration.ofMinutes(119), Duration.ofHours(2));
		assertThat(body).containsEntry("expiresAt", command.invite().expiresAt().toString());
	}

	static Stream<Arguments> badBodies() {
		return Stream.of(Arguments.of("no body", "", 400, "body-missing"),
				Arguments.of("blanks only", "  \n", 400, "body-missing"),
				Arguments.of("broken JSON", "{\"email\":", 400, "malformed-json"),
				Arguments.of("two documents", VALID + VALID, 400, "malformed-json"),
				Arguments.of("a field twice", "{\"email\":\"a@b.ch\",\"email\":\"c@d.ch\"}", 400, "malformed-json"),
				Arguments.of("deep nesting", "[".repeat(5000), 400, "malformed-json"),
				Arguments.of("an array", "[]", 400, "wrong-type"),
				Arguments.of("1 MiB", "{\"email\":\"" + "a".repeat(1 << 20) + "\"}", 413, "body-too-large"),
				Arguments.of("bad e-mail", VALID.replace("Grace@Example.com", "grace"), 400, "invalid-email"),
				Arguments.of("e-mail of a number", VALID.replace("\" Grace@Example.com \"", "5"), 400, "wrong-type"),
				Arguments.of("no e-mail", "{\"roles\":[\"read\"]}", 400, "required"),
				Arguments.of("unknown role", VALID.replace("write", "owner"), 400, "unknown-role"),
				Arguments.of("no roles", VALID.replace("\"write\", \"read\"", ""), 400, "empty-roles"),
				Arguments.of("ttl of 1 s", VALID.replace("PT2H", "PT1S"), 400, "ttl-out-of-range"),
				Arguments.of("ttl of 31 d", VALID.replace("PT2H", "P31D"), 400, "ttl-out-of-range"),
				Arguments.of("ttl in words", VALID.replace("PT2H", "two hours"), 400, "invalid-ttl"),
				Arguments.of("bad locale", VALID.replace("de-CH", "de_CH!"), 400, "invalid-locale"),
				Arguments.of("NUL in metadata", VALID.replace("spring", "\\u0000"), 400, "invalid-metadata"),
				Arguments.of("half a character", VALID.replace("spring", "\\ud800"), 400, "invalid-metadata"),
				Arguments.of("organization in the body",
						VALID.replace("{\"email\"", "{\"organization\":\"x\",\"email\""), 400, "organization-in-body"),
				Arguments.of("unknown field", VALID.replace("locale", "language"), 400, "unknown-field"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badBodies")
	void refusesWithoutWriting(String name, String body, int status, String code) {
		writesNothing(() -> post(this.api.client(), body).expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody(String.class)
			.value((problem) -> assertThat(problem).contains("\"code\":\"" + code + "\"")
				.contains("\"status\":" + status)
				.doesNotContain("Exception")));
	}

	@Test
	void tellsEverythingThatIsWrongAtOnce() {
		String body = """
				{"email": "x", "roles": ["read", "root", 7], "ttl": "PT1S", "organization": "acme", "a/b": 1}""";
		post(this.api.client(), body).expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("https://missioncontrol.dev/problems/invalid-request")
			.jsonPath("$.errors[*].pointer")
			.value((pointers) -> assertThat(pointers).asInstanceOf(InstanceOfAssertFactories.LIST)
				.containsExactlyInAnyOrder("/email", "/roles/1", "/roles/2", "/ttl", "/organization", "/a~1b"));
	}

	@Test
	void refusesOtherMediaTypes() {
		writesNothing(() -> this.api.client()
			.post()
			.uri("/v1/invites")
			.contentType(MediaType.TEXT_PLAIN)
			.bodyValue(VALID)
			.exchange()
			.expectStatus()
			.isEqualTo(415)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("unsupported-media-type"));
	}

	static Stream<Arguments> badTokens() {
		Issuer issuer = InviteApi.shared().issuer();
		return Stream.of(Arguments.of("wrong scope", issuer.token("acme", "read:invites"), 403, "insufficient-scope"),
				Arguments.of("no scope", issuer.sign(issuer.admin().claim("scope", null)), 403, "insufficient-scope"),
				Arguments.of("no organization",
						issuer.sign(issuer.admin().claim("https://missioncontrol.dev/organization", null)), 403,
						"organization-missing"),
				Arguments.of("malformed organization", issuer.token("a b", "create:invites"), 403,
						"organization-missing"),
				Arguments.of("expired",
						issuer.sign(issuer.admin().claim("exp", Instant.now().minusSeconds(60).getEpochSecond())), 401,
						"invalid-token"),
				Arguments.of("without expiry", issuer.sign(issuer.admin().claim("exp", null)), 401, "invalid-token"),
				Arguments.of("another audience", issuer.sign(issuer.admin().audience("https://other.example.com")), 401,
						"invalid-token"),
				Arguments.of("another issuer", issuer.sign(issuer.admin().issuer("https://evil.example.com/")), 401,
						"invalid-token"),
				Arguments.of("another key", issuer.sign(issuer.admin(), RsaKeys.generate(2048)), 401, "invalid-token"),
				Arguments.of("no signature", new PlainJWT(issuer.admin().build()).serialize(), 401, "invalid-token"),
				Arguments.of("no token at all", "garbage", 401, "invalid-token"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badTokens")
	void refusesTokens(String name, String token, int status, String code) {
		writesNothing(() -> post(this.api.client(token), VALID).expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo(code));
	}

	@Test
	void asksForAToken() {
		writesNothing(() -> post(this.api.anonymous(), VALID).expectStatus()
			.isUnauthorized()
			.expectHeader()
			.valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("authentication-required"));
	}

	@Test
	void takesScopesFromPermissionsToo() {
		Issuer issuer = this.api.issuer();
		String token = issuer.sign(issuer.admin().claim("scope", null).claim("permissions", List.of("create:invites")));
		post(this.api.client(token), VALID).expectStatus().isAccepted();
	}

	@Test
	void tellsUnknownAddressesAndMethods() {
		this.api.client()
			.get()
			.uri("/v2")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo("not-found");
		this.api.client()
			.delete()
			.uri("/v1/invites")
			.exchange()
			.expectStatus()
			.isEqualTo(405)
			.expectHeader()
			.valueMatches(HttpHeaders.ALLOW, "POST,GET|GET,POST");
	}

	@Test
	void countsWhatItTakesAndRefuses() {
		double accepted = count("invite.api.accepted");
		double refused = count("invite.api.refused", "code", "invalid-request");
		post(this.api.client(), VALID).expectStatus().isAccepted();
		post(this.api.client(), "{}").expectStatus().isBadRequest();
		assertThat(count("invite.api.accepted")).isEqualTo(accepted + 1);
		assertThat(count("invite.api.refused", "code", "invalid-request")).isEqualTo(refused + 1);
	}

	private double count(String name, String... tags) {
		return this.api.context().getBean(MeterRegistry.class).counter(name, tags).count();
	}

	@Test
	void isOpenForHealthChecks() {
		this.api.management().get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
		this.api.management().get().uri("/actuator/info").exchange().expectStatus().isOk();
		this.api.management().get().uri("/actuator/metrics").exchange().expectStatus().isOk();
		this.api.management().get().uri("/actuator/env").exchange().expectStatus().isUnauthorized();
		this.api.anonymous().get().uri("/actuator/health").exchange().expectStatus().isNotFound();
	}

	/**
	 * All other tests of this class have ended when it compares: they share the thread.
	 */
	private static void writesNothing(Runnable request) {
		long before = TopicEnd.of(Topics.COMMANDS);
		request.run();
		assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before);
	}

	private static WebTestClient.ResponseSpec post(WebTestClient client, String body) {
		return post(client, body, (_) -> {
		});
	}

	private static WebTestClient.ResponseSpec post(WebTestClient client, String body, Consumer<HttpHeaders> headers) {
		return client.post()
			.uri("/v1/invites")
			.contentType(MediaType.APPLICATION_JSON)
			.headers(headers)
			.bodyValue(body)
			.exchange();
	}

	private static InviteCommand read(ConsumerRecord<byte[], byte[]> record) {
		return ((Decoded.Event<InviteCommand>) new EventRecords().read(Topics.COMMANDS, record)).event().data();
	}

}
