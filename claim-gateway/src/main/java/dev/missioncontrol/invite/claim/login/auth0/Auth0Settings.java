package dev.missioncontrol.invite.claim.login.auth0;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The tenant and how to talk to it; each setting is explained in claim-gateway.yml.
 */
@ConfigurationProperties("claim.auth0")
record Auth0Settings(@Nullable String domain, @Nullable String clientId, @Nullable String clientSecret,
		@Nullable String audience, String scope, String claimNamespace, Duration connectTimeout, Duration readTimeout,
		Duration keysMaxAge, Duration clockLeeway, int maxConcurrent, boolean requireIssuer) {

	Auth0Settings {
		Assert.isTrue(connectTimeout.toSeconds() >= 1 && readTimeout.toSeconds() >= 1,
				"claim.auth0.connect-timeout and read-timeout must be 1s or more");
		Assert.isTrue(maxConcurrent >= 1, "claim.auth0.max-concurrent must be 1 or more");
	}

	String requiredDomain() {
		return required(this.domain, "domain");
	}

	String requiredClientId() {
		return required(this.clientId, "client-id");
	}

	/** Where the tenant is, with a slash at the end: also the issuer of its tokens. */
	URI tenant() {
		String given = requiredDomain();
		String address = given.matches("https?://.*") ? given : "https://" + given;
		return URI.create(address.endsWith("/") ? address : address + "/");
	}

	boolean hasAudience() {
		return StringUtils.hasText(this.audience);
	}

	boolean hasClientSecret() {
		return StringUtils.hasText(this.clientSecret);
	}

	@Override
	public String toString() {
		return "Auth0Settings[" + this.domain + "]";
	}

	private static String required(@Nullable String value, String name) {
		if (!StringUtils.hasText(value)) {
			throw new InvalidConfigurationPropertyValueException("claim.auth0." + name, value,
					"It is required unless claim.redirect is application.");
		}
		return value.strip();
	}

}
