package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.util.Map;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Even with everything on, no token, code, state or address gets into the log. */
@ExtendWith(OutputCaptureExtension.class)
class LogsIT {

	private static final String CANARY = "canary@example.com";

	@Test
	void holdNoSecrets(CapturedOutput output) throws IOException {
		Invite invite = InviteFixture.anInvite().email(CANARY).build();
		try (Gateway gateway = Gateway.start(TestBroker.shared().bootstrapServers(),
				"--logging.level.org.springframework=TRACE", "--logging.level.reactor.netty=DEBUG",
				"--logging.level.dev.missioncontrol=TRACE", "--logging.level.com.auth0=TRACE",
				"--logging.level.com.nimbusds=TRACE", "--logging.level.okhttp3=TRACE",
				"--logging.level.org.apache.kafka.clients.producer=DEBUG")) {
			gateway.awaitReady();
			String token = gateway.tokens().sign(invite);
			Browser browser = gateway.browser();
			Query login = gateway.follow(browser, invite);
			String code = gateway.auth0().code(login, gateway.auth0().claims(login, CANARY));
			browser.get("/claim?invite_token=" + token.substring(0, token.length() - 4));
			browser.get("/claim/" + token.substring(token.length() - 50));
			browser.send("POST", "/claim?invite_token=" + token, Map.of());
			gateway.raw("GET /claim?invite_token=" + token + "%zz HTTP/1.1\r\nHost: localhost\r\n");
			browser.get("/claim/callback?code=" + code + "&state=" + login.get("state"));
			assertThat(output).contains("/claim");
			assertThat(output.getAll()).doesNotContain(CANARY)
				.doesNotContain(token.substring(token.indexOf('.') + 1, token.indexOf('.') + 60))
				.doesNotContain(token.substring(token.length() - 60, token.length() - 10))
				.doesNotContain(code)
				.doesNotContain(login.get("state"))
				.doesNotContain(login.get("nonce"));
		}
	}

}
