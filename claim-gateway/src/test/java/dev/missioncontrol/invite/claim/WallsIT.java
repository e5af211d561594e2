package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.HttpWallsContract;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RawConnection;
import dev.missioncontrol.invite.test.RawResponse;
import dev.missioncontrol.invite.test.TestBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WallsIT implements HttpWallsContract {

	private static final Gateway GATEWAY = Gateway
		.start(TestBroker.shared().bootstrapServers(), "--invite.http.head-timeout=" + TIMEOUT,
				"--invite.http.body-timeout=" + TIMEOUT, "--invite.http.idle-timeout=" + TIMEOUT,
				"--logging.level.reactor.netty=DEBUG", "--spring.main.cloud-platform=kubernetes")
		.awaitReady();

	@AfterAll
	static void stop() {
		GATEWAY.close();
	}

	@Override
	public int port() {
		return GATEWAY.address().getPort();
	}

	@Override
	public String target() {
		return "/.well-known/jwks.json";
	}

	/** Nothing here reads a body: what is refused is answered before it comes. */
	@Override
	public String upload() {
		return "POST /claim HTTP/1.1\r\nHost: localhost\r\n";
	}

	@Override
	public double refused(String reason) {
		return GATEWAY.counted("invite.http.refused", "reason", reason);
	}

	/** The answer does not wait for the body, and the body gets nowhere. */
	@Override
	@Test
	public void refusesLargeChunkedBodies() throws IOException {
		try (RawConnection connection = new RawConnection(port())) {
			connection.send(upload() + "Transfer-Encoding: chunked\r\n\r\n");
			assertThat(connection.receive().status()).isEqualTo(405);
			connection.send(Stream.generate(() -> "8000\r\n" + "a".repeat(0x8000) + "\r\n")
				.limit(3)
				.reduce("", String::concat));
			assertThat(connection.ends(SOON)).isTrue();
		}
		assertThat(refused("body-too-large")).isPositive();
	}

	@Override
	@Test
	public void cutsBodiesThatDrip() throws IOException {
		try (RawConnection connection = new RawConnection(port())) {
			connection.send(upload() + "Content-Length: 100\r\n\r\na");
			assertThat(connection.receive().status()).isEqualTo(405);
			assertThat(connection.ends(SOON)).isTrue();
		}
		assertThat(refused("body-timeout")).isPositive();
	}

	@Test
	void keepsTokensOutOfTheLogWhateverIsWrong(CapturedOutput output) throws IOException {
		Invite invite = InviteFixture.anInvite().build();
		String token = GATEWAY.tokens().sign(invite);
		for (String request : new String[] { "GET /claim?invite_token=" + token + " HTTP/1.1\r\n\r\n",
				"GET /claim?invite_token=" + token + "\r\n\r\n",
				"GET /claim?invite_token=" + token + "a".repeat(8192) + " HTTP/1.1\r\nHost: a\r\n\r\n",
				"GET /claim?invite_token=" + token + " HTTP/1.1\r\nHost: a\r\nA: " + "a".repeat(16_400) + "\r\n\r\n",
				"GET /claim?invite_token=" + token + " HTTP/1.1\r\nHost: a\r\nReferer: " + token + "\r\nA\0: a\r\n\r\n",
				"GET /claim?invite_token=" + token + " HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n",
				"GET /claim?invite_token=" + token + " HTTP/1.1\r\nHost: a\r\n" }) {
			try (RawConnection connection = new RawConnection(port())) {
				RawResponse response = connection.send(request).receive();
				assertThat(response.status()).isBetween(400, 499);
				assertThat(response.body()).doesNotContain(token.substring(0, 40));
			}
		}
		assertThat(output.getAll()).doesNotContain(token.substring(token.length() - 60))
			.doesNotContain(token.substring(token.indexOf('.'), token.indexOf('.') + 60));
	}

	/** Where the platform is known, the framework would by default believe everybody. */
	@Test
	void believesNoForwardedHeaders() throws IOException {
		String token = GATEWAY.tokens().sign(InviteFixture.anInvite().build());
		try (RawConnection connection = new RawConnection(port())) {
			RawResponse response = connection
				.send("GET /claim?invite_token=" + token
						+ " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example.com\r\n"
						+ "Forwarded: host=evil.example.com\r\nX-Forwarded-Prefix: /evil\r\n\r\n")
				.receive();
			assertThat(response.status()).isEqualTo(302);
			assertThat(response.headers().toString()).doesNotContain("evil");
		}
	}

}
