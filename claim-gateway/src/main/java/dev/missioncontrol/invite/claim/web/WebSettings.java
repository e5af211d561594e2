package dev.missioncontrol.invite.claim.web;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How the gateway answers; each setting is explained in claim-gateway.yml.
 */
@ConfigurationProperties("claim.web")
record WebSettings(String brand, int pendingLogins, Duration loginDeadline, Duration retryAfter, Duration keysMaxAge,
		List<String> automatedUserAgents) {

	WebSettings {
		Assert.hasText(brand, "claim.web.brand must not be empty");
		Assert.isTrue(pendingLogins >= 1 && pendingLogins <= 4,
				"claim.web.pending-logins must be 1 to 4: browsers send all of them in one header");
		Assert.isTrue(loginDeadline.isPositive(), "claim.web.login-deadline must be positive");
		automatedUserAgents = List.copyOf(automatedUserAgents);
	}

}
