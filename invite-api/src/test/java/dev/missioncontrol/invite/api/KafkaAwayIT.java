package dev.missioncontrol.invite.api;

import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.test.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promise: when Kafka cannot be reached, callers are told so within 3 s, however many. On
 * a machine that is busy with tests they get more time, far less than a producer's own
 * defaults would take; {@code bin/chaos --blackout} holds the 3 s.
 */
class KafkaAwayIT {

	private static final Logger logger = LoggerFactory.getLogger(KafkaAwayIT.class);

	private static final Duration PROMISE = Duration.ofSeconds(10);

	@Test
	void answersInTimeWhenNobodyListens() throws Exception {
		try (ServerSocket reserved = new ServerSocket(0);
				InviteApi api = start("localhost:" + reserved.getLocalPort())) {
			assertThat(unavailable(api, 1)).isLessThan(PROMISE);
			assertThat(unavailable(api, 200)).isLessThan(PROMISE);
		}
	}

	@Test
	void answersInTimeWhenNothingIsThere() {
		try (InviteApi api = start("localhost:1")) {
			assertThat(unavailable(api, 200)).isLessThan(PROMISE);
			api.management().get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
		}
	}

	@Test
	void answersInTimeWhenTheBrokerGoesAway() {
		try (TestBroker broker = TestBroker.start(Map.of()); InviteApi api = start(broker.bootstrapServers())) {
			assertThat(post(api, null).block().getStatusCode().value()).isEqualTo(202);
			broker.stop();
			assertThat(unavailable(api, 1)).isLessThan(PROMISE);
			assertThat(unavailable(api, 200)).isLessThan(PROMISE);
		}
	}

	@Test
	void writesNothingLaterThatItRefused() {
		String broker = TestBroker.shared().bootstrapServers();
		int port = Integer.parseInt(broker.substring(broker.lastIndexOf(':') + 1));
		try (Gate gate = new Gate(port, false); InviteApi api = start("localhost:" + gate.port())) {
			long before = TopicEnd.of(Topics.COMMANDS);
			assertThat(unavailable(api, 20)).isLessThan(PROMISE);
			gate.open();
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> post(api, null).block().getStatusCode().value() == 202);
			assertThat(TopicEnd.of(Topics.COMMANDS)).isEqualTo(before + 1);
		}
	}

	@Test
	void sparesItselfTheWorkForCommandsThatItWouldRefuse() {
		try (InviteApi api = start("localhost:1", "--invite.command-log.probes=1")) {
			assertThat(unavailable(api, 1)).isLessThan(PROMISE);
			Disposable probes = Flux.range(0, 20).concatMap((_) -> post(api, null)).subscribe();
			try {
				for (String command : List.of("/v1/invites", "/v1/invites/1/resend", "/v1/invites/1/revoke")) {
					Awaitility.await().until(() -> stranger(api, HttpMethod.POST, command) == 503);
				}
				assertThat(stranger(api, HttpMethod.GET, "/v1/invites")).isEqualTo(401);
				assertThat(stranger(api, HttpMethod.POST, "/graphql")).isEqualTo(401);
			}
			finally {
				probes.dispose();
			}
		}
	}

	/** What somebody without a token is told. */
	private static int stranger(InviteApi api, HttpMethod method, String path) {
		return WebClient.create(api.address())
			.method(method)
			.uri(path)
			.exchangeToMono((answer) -> answer.releaseBody().thenReturn(answer.statusCode().value()))
			.block();
	}

	@Test
	void letsTheSameKeyTryAgainAtOnce() {
		String key = UUID.randomUUID().toString();
		try (InviteApi api = start("localhost:1", "--invite.policy.duplicates=refuse")) {
			assertThat(post(api, key).block().getStatusCode().value()).isEqualTo(503);
			assertThat(post(api, key).block().getStatusCode().value()).isEqualTo(503);
			// Nor is the person taken for invited.
			assertThat(unavailable(api, 1)).isLessThan(PROMISE);
		}
	}

	/** How long the slowest of some that ask at the same time has to wait. */
	private static Duration unavailable(InviteApi api, int callers) {
		List<Duration> waits = Flux.range(0, callers).flatMap((_) -> {
			Instant start = Instant.now();
			return post(api, null).map((answer) -> {
				assertThat(answer.getStatusCode().value()).isEqualTo(503);
				assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
				assertThat(answer.getBody()).contains("\"code\":\"command-log-unavailable\"");
				return Duration.between(start, Instant.now());
			});
		}, callers).collectList().block(Duration.ofSeconds(30));
		Duration slowest = waits.stream().max(Duration::compareTo).orElseThrow();
		logger.info("{} callers were told of the outage after {} at most", callers, slowest);
		return slowest;
	}

	private static Mono<ResponseEntity<String>> post(InviteApi api, String key) {
		return WebClient.create(api.address())
			.post()
			.uri("/v1/invites")
			.contentType(MediaType.APPLICATION_JSON)
			.headers((headers) -> {
				headers.setBearerAuth(api.issuer().token());
				if (key != null) {
					headers.set("Idempotency-Key", key);
				}
			})
			.bodyValue("{\"email\":\"grace@example.com\",\"roles\":[\"read\"]}")
			.exchangeToMono((answer) -> answer.toEntity(String.class));
	}

	private static InviteApi start(String bootstrapServers, String... settings) {
		return InviteApi
			.start(TestPostgres.newDatabase(),
					Stream
						.concat(Stream.of("--spring.kafka.bootstrap-servers=" + bootstrapServers,
								"--spring.kafka.listener.auto-startup=false"), Stream.of(settings))
						.toArray(String[]::new));
	}

}
