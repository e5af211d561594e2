package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.net.ServerSocket;

import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.test.TestPostgres;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

/**
 * An issuer that is down when the service starts, found by discovery once it is up.
 */
class LateIssuerIT {

	@Test
	void startsWithoutAndAsksWhenTheFirstTokenComes() throws IOException {
		int port = freePort();
		Issuer sameAddress = new Issuer(port);
		String token = sameAddress.token();
		sameAddress.close();
		try (InviteApi api = InviteApi.start(TestPostgres.newDatabase(),
				"--invite.security.issuer=" + sameAddress.uri(), "--invite.security.jwk-set-uri=",
				"--spring.kafka.listener.auto-startup=false")) {
			String address = "/v1/invites/" + InviteId.next();
			api.client(token)
				.get()
				.uri(address)
				.exchange()
				.expectStatus()
				.isEqualTo(503)
				.expectHeader()
				.exists(HttpHeaders.RETRY_AFTER)
				.expectBody()
				.jsonPath("$.code")
				.isEqualTo("keys-unavailable");
			try (Issuer up = new Issuer(port)) {
				api.client(up.token()).get().uri(address).exchange().expectStatus().isNotFound();
				api.client(token).get().uri(address).exchange().expectStatus().isUnauthorized();
			}
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
