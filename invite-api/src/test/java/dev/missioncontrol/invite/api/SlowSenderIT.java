package dev.missioncontrol.invite.api;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import dev.missioncontrol.invite.test.TestPostgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SlowSenderIT {

	@ParameterizedTest
	@ValueSource(strings = { "/v1/invites", "/graphql" })
	void doesNotWaitForSlowBodies(String path) throws IOException {
		try (InviteApi api = InviteApi.start(TestPostgres.newDatabase(), "--invite.http.body-timeout=500ms",
				"--spring.kafka.listener.auto-startup=false");
				Socket socket = new Socket("localhost", URI.create(api.address()).getPort())) {
			socket.setSoTimeout(5000);
			String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
					+ "Authorization: Bearer " + api.issuer().token() + "\r\nContent-Length: 100\r\n\r\n{";
			socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
			// Throws when nothing comes and the connection stays open.
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 408 ").contains("request-timeout");
		}
	}

}
