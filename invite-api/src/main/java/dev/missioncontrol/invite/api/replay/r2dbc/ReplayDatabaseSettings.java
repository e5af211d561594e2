package dev.missioncontrol.invite.api.replay.r2dbc;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How jobs are kept.
 *
 * @param lease how long a job belongs to an instance that no longer says anything
 * @param timeout for one batch
 * @param planTimeout for planning all dead letters of a job
 * @param queryTimeout for a caller's query
 * @param retryAfter what callers are told to wait when the database does not answer
 * @param retention how long finished jobs are kept
 * @param cleanUpInterval how often older ones are deleted
 */
@ConfigurationProperties("invite.replay.database")
record ReplayDatabaseSettings(Duration lease, Duration timeout, Duration planTimeout, Duration queryTimeout,
		Duration retryAfter, Duration retention, Duration cleanUpInterval) {

	ReplayDatabaseSettings {
		positive(lease, "lease");
		positive(timeout, "timeout");
		positive(planTimeout, "plan-timeout");
		positive(queryTimeout, "query-timeout");
		positive(retryAfter, "retry-after");
		positive(retention, "retention");
		positive(cleanUpInterval, "clean-up-interval");
		if (timeout.compareTo(lease) >= 0) {
			throw new IllegalArgumentException(
					"invite.replay.database.timeout must be less than the lease, or two instances could work on a job");
		}
	}

	private static void positive(Duration value, String name) {
		if (!value.isPositive()) {
			throw new IllegalArgumentException("invite.replay.database." + name + " must be more than 0");
		}
	}

}
