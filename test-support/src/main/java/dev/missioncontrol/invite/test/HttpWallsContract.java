package dev.missioncontrol.invite.test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every service withstands that strangers can reach over HTTP. The service runs with
 * a head, body and idle timeout of {@link #TIMEOUT}, and takes 8 KB of request line, 16
 * KB of headers and 64 KB of body.
 */
public interface HttpWallsContract {

	/** Of the service, so that tests do not take long. */
	Duration TIMEOUT = Duration.ofSeconds(2);

	/** How long to wait for what comes after a timeout; a machine that tests is busy. */
	Duration SOON = Duration.ofSeconds(10);

	/**
	 * Where the service listens.
	 * @return a port of this machine
	 */
	int port();

	/**
	 * Something that can be had by GET.
	 * @return path and query
	 */
	String target();

	/**
	 * Something that reads a body.
	 * @return the head of a request, without the headers that tell the length of the body
	 * and without the empty line
	 */
	String upload();

	/**
	 * How often something was refused.
	 * @param reason as it is counted
	 * @return so far
	 */
	double refused(String reason);

	/**
	 * How many come at once; the more, the longer it takes to connect them.
	 * @return enough to be noticed
	 */
	default int slowClients() {
		return 100;
	}

	@Test
	default void refusesLongRequestLines() throws IOException {
		refuses("GET " + target() + "?secret-canary=" + "a".repeat(8 * 1024) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414,
				"request-line-too-long");
	}

	@Test
	default void refusesLargeHeaders() throws IOException {
		refuses("GET " + target() + " HTTP/1.1\r\nHost: a\r\nsecret-canary: " + "a".repeat(16 * 1024) + "\r\n\r\n", 431,
				"headers-too-large");
	}

	@Test
	default void takesWhatIsWithinTheLimits() throws IOException {
		try (RawConnection connection = new RawConnection(port())) {
			String target = target() + "?a=" + "a".repeat(8000 - target().length());
			connection.send("GET " + target + " HTTP/1.1\r\nHost: a\r\nB: " + "b".repeat(16_000) + "\r\n\r\n");
			assertThat(connection.receive().status()).isNotIn(408, 413, 414, 431).isLessThan(500);
		}
	}

	@Test
	default void refusesLargeBodies() throws IOException {
		refuses(upload() + "Content-Length: 65537\r\n\r\n" + "a".repeat(1000), 413, "body-too-large");
		refuses(upload() + "Content-Length: 1000000\r\nExpect: 100-continue\r\n\r\n", 413, "body-too-large");
	}

	@Test
	default void refusesLargeChunkedBodies() throws IOException {
		refuses(upload() + "Transfer-Encoding: chunked\r\n\r\n"
				+ "8000\r\n%s\r\n8000\r\n%1$s\r\n1\r\na\r\n0\r\n\r\n".formatted("a".repeat(0x8000)), 413,
				"body-too-large");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET\r\n\r\n", "GET secret-canary\r\n\r\n",
			"GET /secret-canary HTTP/9.9\r\nHost: a\r\n\r\n", "GET /secret-canary HTTP/1.1\r\n\r\n",
			"GET /secret-canary HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
			"GET /secret-canary HTTP/1.1\r\nHost: a:secret-canary\r\n\r\n", "GET / HTTP/1.1\r\nHost:\r\n\r\n",
			"GET /secret-canary HTTP/1.1\r\nHost: a:66000\r\n\r\n",
			"GET /secret-canary HTTP/1.1\r\nHost: a\r\nA\0b: c\r\n\r\n",
			"GET /secret-canary HTTP/1.1\r\nHost: a\r\nA : c\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
			"\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
			"GET /secret-canary HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
			"GET /secret-canary HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
			"POST /secret-canary HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n" })
	default void refusesWhatIsNoRequest(String request) throws IOException {
		refuses(request, 400, "bad-request");
	}

	@Test
	default void cutsHeadsThatDrip() throws IOException {
		double before = refused("head-timeout");
		try (RawConnection connection = new RawConnection(port())) {
			drip(connection, "GET " + target() + " HTTP/1.1\r\nHost: localhost\r\nCookie: secret-canary=");
			assertThat(connection.receive().status()).isEqualTo(408);
			assertThat(connection.ends(SOON)).isTrue();
		}
		assertThat(refused("head-timeout")).isEqualTo(before + 1);
	}

	@Test
	default void cutsSecondHeadsThatDrip() throws IOException {
		double before = refused("head-timeout");
		try (RawConnection connection = new RawConnection(port())) {
			connection.send("GET " + target() + " HTTP/1.1\r\nHost: localhost\r\n\r\n").receive();
			drip(connection,
					"\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\nGET " + target() + " HTTP/1.1\r\nHost: localhost\r\nA: ");
			assertThat(connection.receive().status()).isEqualTo(408);
			assertThat(connection.ends(SOON)).isTrue();
		}
		assertThat(refused("head-timeout")).isEqualTo(before + 1);
	}

	@Test
	default void cutsConnectionsWithoutARequest() throws IOException {
		try (RawConnection connection = new RawConnection(port())) {
			assertThat(connection.ends(SOON)).isTrue();
		}
	}

	@Test
	default void cutsBodiesThatDrip() throws IOException {
		double before = refused("body-timeout");
		try (RawConnection connection = new RawConnection(port())) {
			connection.send(upload() + "Content-Length: 100\r\n\r\n");
			drip(connection, "a".repeat(100));
			RawResponse response = connection.receive();
			assertThat(response.status()).isEqualTo(408);
			assertThat(response.body()).contains("\"code\":\"request-timeout\"");
			assertThat(connection.ends(SOON)).isTrue();
		}
		assertThat(refused("body-timeout")).isEqualTo(before + 1);
	}

	@Test
	default void closesIdleConnections() throws IOException {
		double before = refused("idle");
		try (RawConnection connection = new RawConnection(port())) {
			assertThat(connection.send("GET " + target() + " HTTP/1.1\r\nHost: localhost\r\n\r\n").receive().isLast())
				.isFalse();
			assertThat(connection.ends(TIMEOUT.dividedBy(2))).isFalse();
			assertThat(connection.ends(SOON)).isTrue();
		}
		assertThat(refused("idle")).isEqualTo(before + 1);
	}

	@Test
	default void keepsConnectionsThatAreUsed() throws IOException {
		String request = "GET " + target() + " HTTP/1.1\r\nHost: localhost:8080\r\nA: " + "a".repeat(2000) + "\r\n\r\n";
		try (RawConnection connection = new RawConnection(port())) {
			for (int i = 0; i < 200; i++) {
				assertThat(connection.send(request).receive().isLast()).isFalse();
			}
		}
	}

	@Test
	default void answersPipelinedRequestsInOrder() throws IOException {
		String good = "GET " + target() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
		try (RawConnection connection = new RawConnection(port())) {
			connection.send(good.repeat(20) + "GET nonsense\r\n\r\n" + good);
			int status = connection.receive().status();
			for (int i = 1; i < 20; i++) {
				assertThat(connection.receive().status()).isEqualTo(status).isNotEqualTo(400);
			}
			RawResponse last = connection.receive();
			assertThat(last.status()).isEqualTo(400);
			assertThat(last.isLast()).isTrue();
			assertThat(connection.ends(SOON)).isTrue();
		}
	}

	@Test
	default void answersOthersBesideSlowClients() throws IOException {
		Logger logger = LoggerFactory.getLogger(HttpWallsContract.class);
		try (GoodClients good = new GoodClients(port(), target()); SlowClients slow = new SlowClients(port())) {
			good.start(4);
			slow.connect(slowClients(), target());
			assertThat(slow.drip(SOON.multipliedBy(2))).as("slow clients that were not cut off").isZero();
			GoodClients.Latencies latencies = good.stop();
			// That all were answered is the promise; how fast depends on the machine.
			logger.info("Beside {} slow clients: {}", slowClients(), latencies);
		}
	}

	private void refuses(String request, int status, String code) throws IOException {
		double before = refused(code);
		try (RawConnection connection = new RawConnection(port())) {
			RawResponse response = connection.send(request).receive();
			assertThat(response.status()).isEqualTo(status);
			assertThat(response.header("Content-Type")).hasValue("application/problem+json");
			assertThat(response.header("Cache-Control")).hasValue("no-store");
			assertThat(response.header("X-Content-Type-Options")).hasValue("nosniff");
			assertThat(response.body()).contains("\"code\":\"" + code + "\"").doesNotContain("canary");
			assertThat(response.isLast()).isTrue();
			assertThat(connection.ends(SOON)).isTrue();
		}
		assertThat(refused(code)).isEqualTo(before + 1);
	}

	/** A byte now and then, for longer than the timeout. */
	private static void drip(RawConnection connection, String text) {
		List<String> bytes = text.chars().mapToObj((each) -> String.valueOf((char) each)).toList();
		long until = System.nanoTime() + TIMEOUT.multipliedBy(2).minusMillis(100).toNanos();
		try {
			for (String each : bytes) {
				if (System.nanoTime() > until) {
					return;
				}
				connection.send(each);
				LockSupport.parkNanos(TIMEOUT.toNanos() / 25);
			}
		}
		catch (IOException _) {
			// Cut off, as it should be.
		}
	}

}
