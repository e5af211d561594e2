package dev.missioncontrol.invite.claim;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.missioncontrol.invite.claim.login.SealKey;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * What the gateway needs to know; each setting is explained in claim-gateway.yml.
 */
@ConfigurationProperties("claim")
record ClaimSettings(URI baseUrl, String issuer, String audience, Duration clockLeeway, Redirect redirect,
		@Nullable URI dashboardUrl, @Nullable URI applicationLoginUrl, Duration acknowledgementWait,
		Duration decisionWait, Keys keys, Cookie cookie) {

	private static final Duration MAX_LEEWAY = Duration.ofMinutes(5);

	ClaimSettings {
		Assert.hasText(issuer, "claim.issuer is required");
		Assert.hasText(audience, "claim.audience is required");
		// RFC 8725 and RFC 7519 section 4.1.4: no more than a few minutes.
		Assert.isTrue(!clockLeeway.isNegative() && clockLeeway.compareTo(MAX_LEEWAY) <= 0,
				"claim.clock-leeway must be 0 to 5m");
		Assert.isTrue(dashboardUrl != null && dashboardUrl.isAbsolute(),
				"claim.dashboard-url is required and must be absolute");
		Assert.isTrue(redirect == Redirect.LOGIN || applicationLoginUrl != null,
				"claim.application-login-url is required with claim.redirect=application");
		Assert.isTrue(!decisionWait.isNegative(), "claim.decision-wait must not be negative");
	}

	/**
	 * Who runs the login.
	 */
	enum Redirect {

		/** The gateway. */
		LOGIN,

		/** An application. */
		APPLICATION

	}

	/**
	 * The accepted public keys.
	 */
	record Keys(@Nullable Path folder, Duration reloadEvery) {

		Keys {
			Assert.isTrue(folder != null && StringUtils.hasText(folder.toString()), "claim.keys.folder is required");
			Assert.isTrue(reloadEvery.isPositive(), "claim.keys.reload-every must be positive");
		}

	}

	/**
	 * The cookies of logins under way.
	 */
	record Cookie(List<String> keys, Duration maxAge) {

		Cookie {
			keys = keys.stream().filter(StringUtils::hasText).toList();
			// Here, where what is wrong is told without the value.
			Assert.isTrue(keys.stream().map(SealKey::parse).map(SealKey::id).distinct().count() == keys.size(),
					"claim.cookie.keys must not hold a key twice");
			Assert.isTrue(maxAge.isPositive(), "claim.cookie.max-age must be positive");
		}

		List<SealKey> sealKeys() {
			return this.keys.stream().map(SealKey::parse).toList();
		}

		@Override
		public String toString() {
			return "Cookie[***]";
		}

	}

}
