package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long anything waits for the ledger's database.
 *
 * @param transactionTimeout for one batch of events
 * @param queryTimeout for a caller's query
 * @param retryAfter what callers are told to wait when it does not answer
 * @param publishLease how long an instance has alone what it is about to publish; more
 * than Kafka needs to take it
 * @param migrationBackoff between attempts to reach a database that is late at start
 */
@ConfigurationProperties("invite.ledger.database")
record LedgerDatabaseSettings(Duration transactionTimeout, Duration queryTimeout, Duration retryAfter,
		Duration publishLease, Duration migrationBackoff) {

	LedgerDatabaseSettings {
		positive(transactionTimeout, "transaction-timeout");
		positive(queryTimeout, "query-timeout");
		positive(retryAfter, "retry-after");
		positive(publishLease, "publish-lease");
		positive(migrationBackoff, "migration-backoff");
	}

	private static void positive(Duration value, String name) {
		if (!value.isPositive()) {
			throw new IllegalArgumentException("invite.ledger.database." + name + " must be more than 0");
		}
	}

}
