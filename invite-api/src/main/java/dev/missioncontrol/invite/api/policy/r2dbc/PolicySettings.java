package dev.missioncontrol.invite.api.policy.r2dbc;

import java.time.Duration;

import dev.missioncontrol.invite.api.policy.WhenUnknown;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How policies of organizations are read.
 *
 * @param freshFor how long one that was read counts without being read again
 * @param maxKnown of how many organizations they are remembered
 * @param whenUnknown what holds for those that cannot be read and are not remembered
 * @param timeout for the database to answer
 * @param retryAfter what callers are told to wait when it does not
 */
@ConfigurationProperties("invite.policies")
record PolicySettings(Duration freshFor, int maxKnown, WhenUnknown whenUnknown, Duration timeout, Duration retryAfter) {

	PolicySettings {
		if (freshFor.isNegative() || !timeout.isPositive() || !retryAfter.isPositive() || maxKnown < 1) {
			throw new IllegalArgumentException(
					"invite.policies: timeout, retry-after and max-known must be more than 0, fresh-for not less");
		}
	}

}
