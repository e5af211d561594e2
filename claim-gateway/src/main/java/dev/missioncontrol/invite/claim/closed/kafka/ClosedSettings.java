package dev.missioncontrol.invite.claim.closed.kafka;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How the topic of closed invites is followed; each setting is explained in
 * claim-gateway.yml.
 */
@ConfigurationProperties("claim.closed")
record ClosedSettings(Duration poll, Duration retryAfter, Duration requestTimeout, Duration partitionCheck) {

	ClosedSettings {
		Assert.isTrue(poll.isPositive() && retryAfter.isPositive() && requestTimeout.isPositive()
				&& partitionCheck.isPositive(), "the durations of claim.closed must be positive");
	}

}
