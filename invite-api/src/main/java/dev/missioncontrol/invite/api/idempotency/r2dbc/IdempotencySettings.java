package dev.missioncontrol.invite.api.idempotency.r2dbc;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long keys are remembered, and how long anything waits for them.
 *
 * @param retention how long a key stands for its request
 * @param takeOverAfter after which time a request in flight is given up, and the next one
 * with its key carries it out
 * @param timeout longest time for one statement, the wait for a connection included
 * @param retryAfter what callers are told to wait when the database does not answer
 * @param cleanUpInterval how often keys that are too old are deleted
 */
@ConfigurationProperties("invite.idempotency")
record IdempotencySettings(Duration retention, Duration takeOverAfter, Duration timeout, Duration retryAfter,
		Duration cleanUpInterval) {

	IdempotencySettings {
		positive(retention, "retention");
		positive(takeOverAfter, "take-over-after");
		positive(timeout, "timeout");
		positive(retryAfter, "retry-after");
		positive(cleanUpInterval, "clean-up-interval");
	}

	private static void positive(Duration value, String name) {
		if (!value.isPositive()) {
			throw new IllegalArgumentException("invite.idempotency." + name + " must be more than 0");
		}
	}

}
