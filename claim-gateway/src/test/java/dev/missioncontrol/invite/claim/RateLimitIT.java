package dev.missioncontrol.invite.claim;

import java.net.http.HttpResponse;
import java.util.Map;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class RateLimitIT {

	@Test
	void stopsWhoeverTriesTooOften(CapturedOutput output) {
		try (Gateway gateway = Gateway.start(TestBroker.shared().bootstrapServers(), "--invite.http.rate.requests=4",
				"--invite.http.rate.period=1h")) {
			gateway.awaitReady();
			assertThat(output).containsOnlyOnce("invite.http.trusted-proxies is empty");
			Invite invite = InviteFixture.anInvite().build();
			String path = "/claim?invite_token=" + gateway.tokens().sign(invite);
			Browser browser = gateway.browser();
			assertThat(browser.get(path).headers().firstValue("RateLimit")).hasValue("\"client\";r=3;t=900");
			browser.get("/claim?invite_token=guess");
			browser.get("/claim/callback?state=guess&code=guess");
			browser.get("/claim/retry?login=guess");

			HttpResponse<String> page = browser.get(path);
			assertThat(page.statusCode()).isEqualTo(429);
			assertThat(page.headers().firstValue("Retry-After"))
				.hasValueSatisfying((after) -> assertThat(after).matches("900|8\\d\\d"));
			assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
			assertThat(page.body()).contains("Too many requests", "too_many_requests").doesNotContain("eyJ");
			HttpResponse<String> problem = browser.send("GET", path,
					Map.of("Accept", "*/*", "X-Forwarded-For", "203.0.113.9"));
			assertThat(problem.statusCode()).isEqualTo(429);
			assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(problem.body()).contains("\"code\":\"too_many_requests\"");
			assertThat(gateway.counted("invite.http.refused", "reason", "rate")).isEqualTo(2);

			// Auth0's Action has one address for all invitees, and a secret.
			assertThat(gateway.status(invite).statusCode()).isEqualTo(200);
			assertThat(browser.get("/.well-known/jwks.json").statusCode()).isEqualTo(200);
		}
	}

}
