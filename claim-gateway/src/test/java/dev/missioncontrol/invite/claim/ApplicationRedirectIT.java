package dev.missioncontrol.invite.claim;

import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationRedirectIT {

	@Test
	void leavesTheLoginToTheApplication() {
		try (Gateway gateway = Gateway.start(TestBroker.shared().bootstrapServers(), "--claim.redirect=application",
				"--claim.application-login-url=https://app.example.com/login", "--claim.auth0.domain=",
				"--claim.auth0.client-id=")) {
			gateway.awaitReady();
			Browser browser = gateway.browser();
			String token = gateway.tokens().sign(InviteFixture.anInvite().build());
			assertThat(browser.get("/claim?invite_token=" + token).headers().firstValue("Location"))
				.hasValue("https://app.example.com/login?invite_token=" + token);
			assertThat(browser.cookies()).isEmpty();
			assertThat(browser.get("/claim/callback?code=a&state=b").statusCode()).isIn(404, 405);
		}
	}

}
