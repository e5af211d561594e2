package dev.missioncontrol.invite.api.member.auth0;

import java.time.Duration;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.member.WhenUnknown;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * Whether, how often and how long Auth0 is asked about the persons who are to be invited;
 * each setting is explained in invite-api.yml.
 */
@ConfigurationProperties("invite.members")
record MemberSettings(boolean enabled, WhenUnknown whenUnknown, Duration timeout, int ratePerSecond, int concurrency,
		Duration pause, Duration longestPause, Duration freshFor, int maxKnown, Duration retryAfter) {

	MemberSettings {
		Assert.isTrue(ratePerSecond >= 1 && concurrency >= 1,
				"invite.members.rate-per-second and concurrency must be 1 or more");
		Assert.isTrue(maxKnown >= 0, "invite.members.max-known must not be negative");
		Assert.isTrue(timeout.isPositive() && retryAfter.isPositive(),
				"invite.members.timeout and retry-after must be more than 0");
		Assert.isTrue(Stream.of(pause, longestPause, freshFor).noneMatch(Duration::isNegative),
				"the durations of invite.members must not be negative");
	}

}
