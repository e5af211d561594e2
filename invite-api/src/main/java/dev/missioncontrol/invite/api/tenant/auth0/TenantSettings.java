package dev.missioncontrol.invite.api.tenant.auth0;

import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The tenant, and the machine-to-machine application that may read its users.
 *
 * @param domain the tenant's own name, or a whole address
 * @param clientId the application
 * @param clientSecret its secret
 * @param tokenPause how often a token that Auth0 refuses is fetched anew
 */
@ConfigurationProperties("invite.auth0")
record TenantSettings(@Nullable String domain, @Nullable String clientId, @Nullable String clientSecret,
		Duration tokenPause) {

	TenantSettings {
		long given = Stream.of(domain, clientId, clientSecret).filter(StringUtils::hasText).count();
		Assert.isTrue(given == 0 || given == 3,
				"invite.auth0 needs domain, client-id and client-secret, or none of them");
		Assert.isTrue(tokenPause.isPositive(), "invite.auth0.token-pause must be more than 0");
	}

	boolean isComplete() {
		return StringUtils.hasText(this.domain);
	}

	/** Where the tenant is. */
	String address() {
		String given = (this.domain != null) ? this.domain.strip() : "";
		String address = given.matches("https?://.*") ? given : "https://" + given;
		return address.replaceFirst("/+$", "");
	}

	@Override
	public String toString() {
		return "TenantSettings[" + this.domain + "]";
	}

}
