package dev.missioncontrol.invite.api;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.test.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whoever comes when all places are taken is told at once.
 */
class OverloadIT {

	private static final int PLACES = 4;

	@Test
	void tellsThoseWhoAreTooManyToComeBack() throws Exception {
		// A broker that takes connections and says nothing keeps callers waiting.
		try (ServerSocket silent = new ServerSocket(0);
				InviteApi api = InviteApi.start(TestPostgres.newDatabase(),
						"--spring.kafka.bootstrap-servers=localhost:" + silent.getLocalPort(),
						"--spring.kafka.listener.auto-startup=false", "--invite.admission.max-in-progress=" + PLACES,
						"--spring.kafka.producer.properties.max.block.ms=8000", "--invite.admission.retry-after=7s")) {
			List<ResponseEntity<String>> early = new ArrayList<>();
			Disposable waiting = invites(api, PLACES).subscribe(early::add);
			await().until(() -> inProgress(api) == PLACES);

			List<ResponseEntity<String>> late = invites(api, 20).collectList().block(Duration.ofSeconds(10));
			assertThat(early).as("still waiting when all of the others are answered").isEmpty();
			assertThat(late).hasSize(20).allSatisfy((answer) -> {
				assertThat(answer.getStatusCode().value()).isEqualTo(503);
				assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("7");
				assertThat(answer.getBody()).contains("\"code\":\"overloaded\"");
				assertThat(answer.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
			});
			api.management().get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();

			await().atMost(Duration.ofSeconds(30)).until(waiting::isDisposed);
			assertThat(early).hasSize(PLACES)
				.allSatisfy((answer) -> assertThat(answer.getBody()).contains("\"code\":\"command-log-unavailable\""));
			await().until(() -> inProgress(api) == 0);
		}
	}

	@Test
	void freesThePlaceOfWhoeverHangsUp() throws Exception {
		try (ServerSocket silent = new ServerSocket(0);
				InviteApi api = InviteApi.start(TestPostgres.newDatabase(),
						"--spring.kafka.bootstrap-servers=localhost:" + silent.getLocalPort(),
						"--spring.kafka.listener.auto-startup=false",
						"--spring.kafka.producer.properties.max.block.ms=60000",
						"--invite.admission.max-in-progress=" + PLACES)) {
			Disposable waiting = invites(api, PLACES).subscribe();
			await().until(() -> inProgress(api) == PLACES);
			waiting.dispose();
			await().until(() -> inProgress(api) == 0);
		}
	}

	private static int inProgress(InviteApi api) {
		return (int) api.context().getBean(MeterRegistry.class).get("invite.api.in.progress").gauge().value();
	}

	private static Flux<ResponseEntity<String>> invites(InviteApi api, int count) {
		WebClient client = WebClient.create(api.address());
		return Flux.range(0, count)
			.flatMap((_) -> client.post()
				.uri("/v1/invites")
				.contentType(MediaType.APPLICATION_JSON)
				.headers((headers) -> headers.setBearerAuth(api.issuer().token()))
				.bodyValue("{\"email\":\"grace@example.com\",\"roles\":[\"read\"]}")
				.exchangeToMono((answer) -> answer.toEntity(String.class)), count);
	}

}
