package dev.missioncontrol.invite.api.deadletter.r2dbc;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How dead letters are read and recorded.
 *
 * @param group consumer group
 * @param concurrency consumer threads of this instance
 * @param timeout for the database to take a batch or to answer
 * @param retryAfter what callers are told to wait when it does not answer
 * @param retention how long a letter is listed after its last attempt
 */
@ConfigurationProperties("invite.dead-letters")
record DeadLetterSettings(String group, int concurrency, Duration timeout, Duration retryAfter, Duration retention) {

	DeadLetterSettings {
		if (group.isBlank() || concurrency < 1 || !timeout.isPositive() || !retryAfter.isPositive()
				|| !retention.isPositive()) {
			throw new IllegalArgumentException(
					"invite.dead-letters needs a group, and a concurrency, timeout, retry-after and retention of more than 0");
		}
	}

}
