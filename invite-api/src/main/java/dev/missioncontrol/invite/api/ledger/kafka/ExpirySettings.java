package dev.missioncontrol.invite.api.ledger.kafka;

import java.time.Duration;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How invites are let expire.
 *
 * @param enabled whether this instance does so
 * @param interval from one round to the next
 * @param batch most invites looked at at once
 * @param timeout for one batch
 * @param stopTimeout how long a stop waits for the batch at hand
 */
@ConfigurationProperties("invite.ledger.expiry")
record ExpirySettings(boolean enabled, Duration interval, int batch, Duration timeout, Duration stopTimeout) {

	ExpirySettings {
		Assert.isTrue(batch >= 1, "invite.ledger.expiry.batch must be 1 or more");
		Assert.isTrue(Stream.of(interval, timeout, stopTimeout).allMatch(Duration::isPositive),
				"invite.ledger.expiry.interval, timeout and stop-timeout must be more than 0");
	}

}
