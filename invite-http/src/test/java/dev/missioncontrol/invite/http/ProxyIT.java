package dev.missioncontrol.invite.http;

import java.io.IOException;
import java.util.stream.Stream;

import dev.missioncontrol.invite.test.RawConnection;
import dev.missioncontrol.invite.test.RawResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Rates and TLS behind a proxy and without one. */
class ProxyIT {

	private static final String RATE = "--invite.http.rate.requests=5";

	private static final String PERIOD = "--invite.http.rate.period=1h";

	private static final String PATHS = "--invite.http.rate.paths=/claim,/claim/callback";

	@Test
	void limitsWhoeverComesTooOften() throws IOException {
		try (WalledApplication.Running service = WalledApplication.start(RATE, PERIOD, PATHS);
				RawConnection connection = new RawConnection(service.port())) {
			for (String path : Stream.of("/claim", "/claim?a", "/%63laim", "/claim;a=b", "/claim/callback").toList()) {
				assertThat(get(connection, path, "").status()).isNotEqualTo(429);
			}
			RawResponse refused = get(connection, "/claim",
					"X-Forwarded-For: 203.0.113.9\r\nForwarded: for=203.0.113.9\r\n");
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.header("Retry-After"))
				.hasValueSatisfying((after) -> assertThat(after).matches("7[12]\\d"));
			assertThat(refused.header("RateLimit-Policy")).hasValue("\"client\";q=5;w=3600");
			assertThat(refused.header("RateLimit"))
				.hasValueSatisfying((left) -> assertThat(left).matches("\"client\";r=0;t=3(600|5\\d\\d)"));
			assertThat(get(connection, "/fast", "").status()).isEqualTo(200);
			assertThat(service.refused("rate")).isOne();
			assertThat(service.gauge("invite.http.rate.clients")).isOne();
		}
	}

	@Test
	void believesItsOwnProxiesOnly() throws IOException {
		try (WalledApplication.Running service = WalledApplication.start(RATE, PERIOD, PATHS,
				"--invite.http.trusted-proxies=127.0.0.0/8,10.0.0.0/8,::1");
				RawConnection connection = new RawConnection(service.port())) {
			for (int i = 0; i < 5; i++) {
				assertThat(get(connection, "/claim", "X-Forwarded-For: 192.0.2." + i + ", 203.0.113.9, 10.0.0.1\r\n")
					.status()).isEqualTo(200);
			}
			assertThat(get(connection, "/claim", "X-Forwarded-For: 192.0.2.77, 203.0.113.9\r\n").status())
				.isEqualTo(429);
			assertThat(get(connection, "/claim", "X-Forwarded-For: 203.0.113.10\r\n").status()).isEqualTo(200);
			assertThat(get(connection, "/fast", "X-Forwarded-Proto: https\r\n").header("Strict-Transport-Security"))
				.hasValue("max-age=31536000");
			assertThat(
					get(connection, "/fast", "X-Forwarded-Proto: https, http\r\n").header("Strict-Transport-Security"))
				.isEmpty();
		}
	}

	@Test
	void believesNobodyElseAboutTls() throws IOException {
		try (WalledApplication.Running service = WalledApplication.start("--invite.http.trusted-proxies=10.0.0.0/8");
				RawConnection connection = new RawConnection(service.port())) {
			assertThat(get(connection, "/fast", "X-Forwarded-Proto: https\r\n").header("Strict-Transport-Security"))
				.isEmpty();
		}
	}

	private static RawResponse get(RawConnection connection, String path, String headers) throws IOException {
		return connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n").receive();
	}

}
