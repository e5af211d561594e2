package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.missioncontrol.invite.test.TestPostgres;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How streams end, and what they may cost.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveWallsIT {

	private static final int PER_ORGANIZATION = 2;

	private static final int IN_ALL = 4;

	/** More than all buffers between here and the reader hold. */
	private static final int MANY = 12_000;

	private static final InviteApi API = InviteApi.start(TestPostgres.newDatabase(),
			"--spring.kafka.listener.auto-startup=false", "--invite.security.clock-skew=0s",
			"--invite.http.response-timeout=1s", "--invite.live.heartbeat=200ms", "--invite.live.max-behind=1000000",
			"--invite.live.max-streams=" + IN_ALL, "--invite.live.max-per-organization=" + PER_ORGANIZATION,
			"--invite.live.retry-after=7s", "--invite.live.retry=3s");

	private final String organization = "org-" + UUID.randomUUID();

	private final String token = API.issuer().token(this.organization, "read:invites");

	@AfterAll
	static void stop() {
		API.close();
	}

	@Test
	void showsThatItIsAlive() {
		try (LiveReader reader = LiveReader.open(API, this.token, null)) {
			reader.await(() -> reader.all().stream().filter((event) -> event.comment() != null).count() >= 2);
			ServerSentEvent<String> ready = reader.all().getFirst();
			assertThat(ready.retry()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
			assertThat(ready.data()).isEqualTo("{\"cursor\":\"" + ready.id() + "\"}");
		}
	}

	@Test
	void endsWithTheToken() {
		String passing = API.issuer()
			.sign(API.issuer()
				.admin()
				.claim("https://missioncontrol.dev/organization", this.organization)
				.claim("exp", Instant.now().plusSeconds(2).getEpochSecond()));
		try (LiveReader reader = LiveReader.open(API, passing, null);
				LiveReader subscriber = LiveReader.subscribe(API, passing, null)) {
			assertThat(reader.names()).containsExactly("ready");
			reader.await(reader::ended);
			assertThat(reader.all().getLast().comment()).isEqualTo("ends: token-expired");
			subscriber.await(subscriber::ended);
			assertThat(subscriber.names()).containsExactly("next", "complete");
		}
		API.client(passing).get().uri("/v1/invites/events").exchange().expectStatus().isUnauthorized();
	}

	@Test
	void hasSoManyPlaces() {
		String other = API.issuer().token("org-" + UUID.randomUUID(), "read:invites");
		LiveReader first = LiveReader.open(API, this.token, null);
		try (first;
				LiveReader second = LiveReader.subscribe(API, this.token, null);
				LiveReader third = LiveReader.open(API, other, null)) {
			refused(this.token, 429, "too-many-streams");
			try (LiveReader subscriber = LiveReader.subscribe(API, this.token, null)) {
				assertThat(subscriber.all().getFirst().data()).contains("\"code\":\"too-many-streams\"")
					.contains("\"retryAfter\":7");
			}
			try (LiveReader fourth = LiveReader.open(API, other, null)) {
				refused(API.issuer().token("org-" + UUID.randomUUID(), "read:invites"), 503, "overloaded");
				assertThat(List.of(second.ended(), third.ended(), fourth.ended())).containsOnly(false);
			}
		}
		Awaitility.await().until(() -> streams() == 0);
	}

	private static void refused(String token, int status, String code) {
		API.client(token)
			.get()
			.uri("/v1/invites/events")
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.valueEquals("Retry-After", "7")
			.expectBody()
			.jsonPath("$.code")
			.isEqualTo(code);
	}

	/** Neither does anybody wait for him, nor does anything pile up for him. */
	@Test
	void cutsOffWhoeverDoesNotRead() throws IOException {
		String position;
		try (LiveReader reader = LiveReader.open(API, this.token, null)) {
			position = reader.position();
		}
		fill(MANY);
		double cut = refused("response-timeout");
		double told = told();
		try (Socket lazy = new Socket()) {
			lazy.setReceiveBufferSize(4096);
			lazy.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(API.address()).getPort()));
			lazy.getOutputStream()
				.write(("GET /v1/invites/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
						+ "Last-Event-ID: " + position + "\r\nAuthorization: Bearer " + this.token + "\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));
			InputStream in = lazy.getInputStream();
			assertThat(new String(in.readNBytes(15), StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 200 OK");
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> refused("response-timeout") > cut);
			Awaitility.await().until(() -> streams() == 0);
		}
		assertThat(told() - told).isLessThan(MANY);
		try (LiveReader reader = LiveReader.open(API, this.token, position)) {
			reader.await(() -> reader.invites().size() > MANY / 4);
			assertThat(reader.invites().stream().map(ServerSentEvent::id)).doesNotHaveDuplicates();
		}
	}

	private void fill(int invites) {
		database(
				"""
						insert into invite (id, generation, organization_id, organization_name, email, roles, requested_by,
							requested_at, renewed_at, expires_at, metadata)
						select gen_random_uuid(), 1, '%1$s', '%1$s', 'p' || n || '@example.com', '{read}', repeat('a', 200), now(),
							now(), now() + interval '1 day', '{}'
						from generate_series(1, %2$d) as n"""
					.formatted(this.organization, invites));
	}

	@Test
	void tellsWhenTheLedgerIsAnotherOne() {
		try (LiveReader reader = LiveReader.open(API, this.token, null)) {
			String before = reader.position();
			database("insert into closing_adoption values (true)");
			reader.await(() -> reader.names().equals(List.of("ready", "reset")));
			fill(1);
			reader.await(() -> reader.names().equals(List.of("ready", "reset", "invite")));
			try (LiveReader late = LiveReader.open(API, this.token, before)) {
				assertThat(late.names()).containsExactly("reset");
			}
		}
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void endsWhenTheServiceStops() {
		try (LiveReader reader = LiveReader.open(API, this.token, null);
				LiveReader subscriber = LiveReader.subscribe(API, this.token, null)) {
			Instant begin = Instant.now();
			CompletableFuture<Void> stop = CompletableFuture.runAsync(API::close);
			reader.await(reader::ended);
			subscriber.await(subscriber::ended);
			assertThat(reader.all().getLast().comment()).isEqualTo("ends: stopping");
			assertThat(subscriber.names()).containsExactly("next", "complete");
			stop.join();
			// Less than a stop waits for requests in progress.
			assertThat(begin).isAfter(Instant.now().minusSeconds(15));
		}
	}

	private static void database(String sql) {
		API.context().getBean(DatabaseClient.class).sql(sql).then().block();
	}

	private static double streams() {
		return API.context().getBean(MeterRegistry.class).get("invite.live.streams").gauge().value();
	}

	private static double refused(String reason) {
		return API.context().getBean(MeterRegistry.class).counter("invite.http.refused", "reason", reason).count();
	}

	private static double told() {
		return API.context()
			.getBean(MeterRegistry.class)
			.find("invite.live.events")
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

}
