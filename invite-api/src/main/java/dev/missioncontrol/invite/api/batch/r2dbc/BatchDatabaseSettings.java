package dev.missioncontrol.invite.api.batch.r2dbc;

import java.time.Duration;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How batches are kept.
 *
 * @param part rows that an instance takes in hand at once
 * @param lease how long a part belongs to an instance that no longer says anything
 * @param timeout for what is done to a part, or for stopping a batch
 * @param queryTimeout for a chunk of an upload, or some rows of a result
 * @param retryAfter what callers are told to wait when the database does not answer
 * @param retention how long a batch is kept after its end
 * @param abandonAfter after which time without a sign an upload is thrown away
 * @param cleanUpInterval how often older ones are deleted
 */
@ConfigurationProperties("invite.batch.database")
record BatchDatabaseSettings(int part, Duration lease, Duration timeout, Duration queryTimeout, Duration retryAfter,
		Duration retention, Duration abandonAfter, Duration cleanUpInterval) {

	BatchDatabaseSettings {
		if (part < 1 || part > 10_000) {
			throw new IllegalArgumentException("invite.batch.database.part must lie between 1 and 10000");
		}
		if (!Stream.of(lease, timeout, queryTimeout, retryAfter, retention, abandonAfter, cleanUpInterval)
			.allMatch(Duration::isPositive)) {
			throw new IllegalArgumentException("the times of invite.batch.database must be more than 0");
		}
		if (timeout.compareTo(lease) >= 0) {
			throw new IllegalArgumentException("invite.batch.database.timeout must be less than the lease");
		}
	}

}
