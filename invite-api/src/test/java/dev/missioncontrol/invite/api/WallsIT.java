package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.missioncontrol.invite.test.HttpWallsContract;
import dev.missioncontrol.invite.test.RawConnection;
import dev.missioncontrol.invite.test.RawResponse;
import dev.missioncontrol.invite.test.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallsIT implements HttpWallsContract {

	private static final String BODY = "{\"email\":\"grace@example.com\",\"roles\":[\"read\"]}";

	private static final InviteApi API = start();

	private static InviteApi start() {
		return InviteApi.start(TestPostgres.newDatabase(), "--invite.http.head-timeout=" + TIMEOUT,
				"--invite.http.body-timeout=" + TIMEOUT, "--invite.http.idle-timeout=" + TIMEOUT,
				"--spring.kafka.listener.auto-startup=false");
	}

	@AfterAll
	static void stop() {
		API.close();
	}

	@Override
	public int port() {
		return port(API);
	}

	@Override
	public String target() {
		return "/openapi.yaml";
	}

	@Override
	public String upload() {
		return upload(API);
	}

	@Override
	public double refused(String reason) {
		return API.context().getBean(MeterRegistry.class).counter("invite.http.refused", "reason", reason).count();
	}

	@Test
	void sendsSecurityHeadersWithEveryAnswer() throws IOException {
		for (String path : new String[] { "/openapi.yaml", "/v1/invites/x", "/nothing", "/graphql" }) {
			try (RawConnection connection = new RawConnection(port())) {
				RawResponse response = connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
					.receive();
				assertThat(response.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'")
					.contains("frame-ancestors 'none'");
				assertThat(response.header("Referrer-Policy")).hasValue("no-referrer");
				assertThat(response.header("X-Content-Type-Options")).hasValue("nosniff");
				assertThat(response.header("Cache-Control")).hasValue("no-store");
				assertThat(response.header("Server")).isEmpty();
				assertThat(response.header("Strict-Transport-Security")).isEmpty();
			}
		}
	}

	@Test
	void finishesWhatItAcceptedWhenItStops() throws Exception {
		InviteApi api = start();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
				RawConnection connection = new RawConnection(port(api))) {
			connection.send(upload(api) + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY.substring(0, 10));
			Awaitility.await()
				.pollDelay(Duration.ofMillis(300))
				.until(() -> api.context()
					.getBean(MeterRegistry.class)
					.get("invite.http.connections")
					.gauge()
					.value() == 1);
			Future<?> stop = threads.submit(api::close);
			RawResponse response = connection.send(BODY.substring(10)).receive();
			assertThat(response.status()).isEqualTo(202);
			stop.get();
		}
	}

	private static String upload(InviteApi api) {
		return "POST /v1/invites HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
				+ api.issuer().token() + "\r\n";
	}

	private static int port(InviteApi api) {
		return URI.create(api.address()).getPort();
	}

}
