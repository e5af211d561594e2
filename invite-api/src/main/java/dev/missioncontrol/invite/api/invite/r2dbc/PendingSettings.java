package dev.missioncontrol.invite.api.invite.r2dbc;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How places of pending invites are kept, and how long anything waits for them.
 *
 * @param takeOverAfter after which time a place is free whose command never got into the
 * log
 * @param longestWait how long a request that resends or replaces a pending invite waits
 * for the ledger to know that one
 * @param pause between two looks meanwhile
 * @param timeout longest time for one statement, the wait for a connection included
 * @param statements of each kind that may be under way on this instance; what is asked
 * for meanwhile is carried out together
 * @param together at most so many places by one statement
 * @param retryAfter what callers are told to wait when the database does not answer
 * @param cleanUpInterval how often places that are free are deleted
 */
@ConfigurationProperties("invite.pending")
record PendingSettings(Duration takeOverAfter, Duration longestWait, Duration pause, Duration timeout, int statements,
		int together, Duration retryAfter, Duration cleanUpInterval) {

	PendingSettings {
		positive(takeOverAfter, "take-over-after");
		positive(pause, "pause");
		positive(timeout, "timeout");
		positive(retryAfter, "retry-after");
		positive(cleanUpInterval, "clean-up-interval");
		if (statements < 1 || together < 1) {
			throw new IllegalArgumentException("invite.pending: statements and together must be 1 or more");
		}
	}

	private static void positive(Duration value, String name) {
		if (!value.isPositive()) {
			throw new IllegalArgumentException("invite.pending." + name + " must be more than 0");
		}
	}

}
