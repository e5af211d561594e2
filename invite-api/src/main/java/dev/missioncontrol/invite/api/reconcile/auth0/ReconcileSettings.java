package dev.missioncontrol.invite.api.reconcile.auth0;

import java.time.Duration;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How often and how hard the tenant is asked; each setting is explained in
 * invite-api.yml.
 */
@ConfigurationProperties("invite.reconcile")
record ReconcileSettings(boolean enabled, Duration interval, Duration settle, Duration overlap, Duration lookBack,
		Duration unknownFor, int pageSize, Duration pagePause, Duration timeout, int maxRetries, Duration retryAfter,
		Duration pollInterval, Duration stopTimeout) {

	ReconcileSettings {
		Assert.isTrue(pageSize >= 1 && pageSize <= 100, "invite.reconcile.page-size must lie between 1 and 100");
		Assert.isTrue(maxRetries >= 0, "invite.reconcile.max-retries must not be negative");
		Assert.isTrue(timeout.toSeconds() >= 1, "invite.reconcile.timeout must be 1s or more");
		Assert.isTrue(Stream.of(interval, lookBack, retryAfter, pollInterval).allMatch(Duration::isPositive),
				"invite.reconcile.interval, look-back, retry-after and poll-interval must be more than 0");
		Assert.isTrue(Stream.of(settle, overlap, unknownFor, pagePause, stopTimeout).noneMatch(Duration::isNegative),
				"the durations of invite.reconcile must not be negative");
	}

}
