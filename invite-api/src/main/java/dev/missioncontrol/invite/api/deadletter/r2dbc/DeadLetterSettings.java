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
 */
@ConfigurationProperties("invite.dead-letters")
record DeadLetterSettings(String group, int concurrency, Duration timeout, Duration retryAfter) {

	DeadLetterSettings {
		if (group.isBlank() || concurrency < 1 || !timeout.isPositive() || !retryAfter.isPositive()) {
			throw new IllegalArgumentException(
					"invite.dead-letters needs a group, and a concurrency, timeout and retry-after of more than 0");
		}
	}

}
