package dev.missioncontrol.invite.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.test.HttpWallsContract;
import dev.missioncontrol.invite.test.RawConnection;
import dev.missioncontrol.invite.test.RawResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class WallsIT implements HttpWallsContract {

	private static final WalledApplication.Running SERVICE = WalledApplication.start(
			"--invite.http.head-timeout=" + TIMEOUT, "--invite.http.body-timeout=" + TIMEOUT,
			"--invite.http.idle-timeout=" + TIMEOUT, "--invite.http.response-timeout=" + TIMEOUT,
			"--invite.http.large-bodies.paths=/large-length,/nothing-large",
			"--invite.http.large-bodies.max-body=200KB", "--invite.http.large-bodies.timeout=30s");

	@AfterAll
	static void stop() {
		SERVICE.close();
	}

	@Override
	public int port() {
		return SERVICE.port();
	}

	@Override
	public String target() {
		return "/fast";
	}

	@Override
	public String upload() {
		return "POST /length HTTP/1.1\r\nHost: localhost\r\n";
	}

	/** The one full run. */
	@Override
	public int slowClients() {
		return 1000;
	}

	@Override
	public double refused(String reason) {
		return SERVICE.refused(reason);
	}

	@Test
	void takesTheLargestBody() throws IOException {
		try (RawConnection connection = new RawConnection(port())) {
			connection.send(upload() + "Content-Length: 65536\r\n\r\n" + "a".repeat(65_536));
			assertThat(connection.receive().body()).isEqualTo("65536");
			connection
				.send(upload() + "Transfer-Encoding: chunked\r\n\r\n10000\r\n" + "a".repeat(65_536) + "\r\n0\r\n\r\n");
			assertThat(connection.receive().body()).isEqualTo("65536");
		}
	}

	@Test
	void takesLargerAndSlowerBodiesWhereItIsTold() throws IOException {
		String head = "POST /large-length?a=b HTTP/1.1\r\nHost: localhost\r\n";
		try (RawConnection connection = new RawConnection(port())) {
			connection.send(head + "Content-Length: 204800\r\n\r\n" + "a".repeat(200_000));
			assertThat(connection.ends(TIMEOUT.plusMillis(500))).isFalse();
			assertThat(connection.send("a".repeat(4800)).receive().body()).isEqualTo("204800");
			connection.send(head + "Transfer-Encoding: chunked\r\n\r\n32001\r\n" + "a".repeat(204_801));
			assertThat(connection.receive().status()).isEqualTo(413);
		}
		for (String other : new String[] { "/large-length/", "/large-length%3f", "/length" }) {
			try (RawConnection connection = new RawConnection(port())) {
				connection.send(head.replace("/large-length?a=b", other) + "Content-Length: 204800\r\n\r\n");
				assertThat(connection.receive().status()).isEqualTo(413);
			}
		}
	}

	/** Whoever is refused before the body is here has no more time than elsewhere. */
	@Test
	void givesTheRestOfALargeBodyTheUsualTimeOnceItIsAnswered() throws IOException {
		try (RawConnection connection = new RawConnection(port())) {
			connection.send("POST /nothing-large HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
			assertThat(connection.receive().status()).isEqualTo(404);
			assertThat(connection.ends(TIMEOUT.plus(SOON))).isTrue();
		}
	}

	@Test
	void losesNoRequestThatFollowsAtOnce() throws IOException {
		String fast = "GET /fast HTTP/1.1\r\nHost: localhost\r\nA: " + "a".repeat(1400) + "\r\n\r\n";
		try (RawConnection connection = new RawConnection(port())) {
			for (int i = 0; i < 300; i++) {
				connection.send("GET /async HTTP/1.1\r\nHost: localhost\r\n\r\n").receive();
				connection.send(fast).receive();
				connection.send(fast).receive();
			}
		}
	}

	@Test
	void doesNotDisturbABodyThatFollowsASlowAnswer() throws IOException {
		try (RawConnection connection = new RawConnection(port())) {
			connection
				.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n" + upload() + "Content-Length: 70000\r\n\r\n");
			assertThat(connection.receive().body()).isEqualTo("slow");
			assertThat(connection.receive().status()).isEqualTo(413);
		}
	}

	@Test
	void endsAnAnswerThatCameBeforeTheBodyDid() throws IOException {
		try (RawConnection connection = new RawConnection(port())) {
			connection.send("POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n");
			assertThat(connection.receive().status()).isEqualTo(404);
			assertThat(connection.ends(SOON)).isTrue();
		}
	}

	@Test
	void sendsHeadersButKeepsThoseOfTheAnswer() throws IOException {
		try (RawConnection connection = new RawConnection(port())) {
			RawResponse response = connection.send("GET /own HTTP/1.1\r\nHost: localhost\r\n\r\n").receive();
			assertThat(response.header("Cache-Control")).hasValue("max-age=1");
			assertThat(response.header("Content-Security-Policy"))
				.hasValueSatisfying((policy) -> assertThat(policy).startsWith("default-src 'none'"));
			assertThat(response.header("Strict-Transport-Security")).isEmpty();
		}
	}

	/** More than the buffers of two sockets hold. */
	@ParameterizedTest
	@CsvSource({ "/large, 50", "/flood, 1" })
	void closesConnectionsOfClientsThatDoNotRead(String target, int times) throws IOException {
		double before = refused("response-timeout");
		double connections = SERVICE.gauge("invite.http.connections");
		try (RawConnection connection = new RawConnection(port())) {
			connection.send("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(target).repeat(times));
			Awaitility.await()
				.atMost(TIMEOUT.plus(SOON))
				.untilAsserted(() -> assertThat(refused("response-timeout")).isEqualTo(before + 1));
			Awaitility.await().until(() -> SERVICE.gauge("invite.http.connections") <= connections);
		}
	}

	@Test
	void letsAnEventStreamLast() throws IOException {
		try (RawConnection connection = new RawConnection(port())) {
			RawResponse response = connection.send("GET /quiet HTTP/1.1\r\nHost: localhost\r\n\r\n").receive();
			assertThat(response.body()).contains("data:first").contains("data:last");
			assertThat(fast(connection)).isEqualTo("fast");
		}
	}

	@Test
	void closesConnectionsThatAreTooMany() throws IOException {
		try (WalledApplication.Running small = WalledApplication.start("--invite.http.max-connections=3")) {
			List<RawConnection> taken = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				taken.add(new RawConnection(small.port()));
				assertThat(fast(taken.get(i))).isEqualTo("fast");
			}
			try (RawConnection tooMany = new RawConnection(small.port())) {
				assertThat(tooMany.ends(Duration.ofSeconds(2))).isTrue();
			}
			assertThat(small.refused("connections")).isOne();
			assertThat(fast(taken.get(2))).isEqualTo("fast");
			taken.getFirst().close();
			Awaitility.await().until(() -> small.gauge("invite.http.connections") == 2);
			taken.set(0, new RawConnection(small.port()));
			assertThat(fast(taken.getFirst())).isEqualTo("fast");
			for (RawConnection each : taken) {
				each.close();
			}
		}
	}

	@Test
	void doesNotStartWithAProtocolThatItDoesNotGuard() {
		assertThatException().isThrownBy(() -> WalledApplication.start("--server.http2.enabled=true"))
			.havingRootCause()
			.withMessageContaining("HTTP/1.1");
	}

	private static String fast(RawConnection connection) throws IOException {
		return connection.send("GET /fast HTTP/1.1\r\nHost: localhost\r\n\r\n").receive().body();
	}

}
