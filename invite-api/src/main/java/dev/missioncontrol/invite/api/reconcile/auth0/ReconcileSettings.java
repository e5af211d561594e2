package dev.missioncontrol.invite.api.reconcile.auth0;

import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The tenant, and how often and how hard it is asked; each setting is explained in
 * invite-api.yml.
 */
@ConfigurationProperties("invite.reconcile")
record ReconcileSettings(@Nullable String domain, @Nullable String clientId, @Nullable String clientSecret,
		Duration interval, Duration settle, Duration overlap, Duration lookBack, Duration unknownFor, int pageSize,
		Duration pagePause, Duration timeout, int maxRetries, Duration retryAfter, Duration pollInterval,
		Duration stopTimeout) {

	ReconcileSettings {
		boolean complete = StringUtils.hasText(domain) && StringUtils.hasText(clientId)
				&& StringUtils.hasText(clientSecret);
		boolean empty = !StringUtils.hasText(domain) && !StringUtils.hasText(clientId)
				&& !StringUtils.hasText(clientSecret);
		Assert.isTrue(complete || empty, "invite.reconcile needs domain, client-id and client-secret, or none of them");
		Assert.isTrue(pageSize >= 1 && pageSize <= 100, "invite.reconcile.page-size must lie between 1 and 100");
		Assert.isTrue(maxRetries >= 0, "invite.reconcile.max-retries must not be negative");
		Assert.isTrue(timeout.toSeconds() >= 1, "invite.reconcile.timeout must be 1s or more");
		Assert.isTrue(Stream.of(interval, lookBack, retryAfter, pollInterval).allMatch(Duration::isPositive),
				"invite.reconcile.interval, look-back, retry-after and poll-interval must be more than 0");
		Assert.isTrue(Stream.of(settle, overlap, unknownFor, pagePause, stopTimeout).noneMatch(Duration::isNegative),
				"the durations of invite.reconcile must not be negative");
	}

	boolean isEnabled() {
		return StringUtils.hasText(this.domain);
	}

	/** Where the Management API is. */
	String address() {
		String given = (this.domain != null) ? this.domain.strip() : "";
		String tenant = given.matches("https?://.*") ? given : "https://" + given;
		return tenant.replaceFirst("/+$", "") + "/api/v2";
	}

	@Override
	public String toString() {
		return "ReconcileSettings[" + this.domain + "]";
	}

}
