package dev.missioncontrol.invite.api.reconcile.r2dbc;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How turns are kept.
 *
 * @param lease how long the turn belongs to an instance that no longer says anything
 * @param timeout for the database to answer
 */
@ConfigurationProperties("invite.reconcile.database")
record ReconcileDatabaseSettings(Duration lease, Duration timeout) {

	ReconcileDatabaseSettings {
		if (!timeout.isPositive() || timeout.compareTo(lease) >= 0) {
			throw new IllegalArgumentException(
					"invite.reconcile.database.timeout must be more than 0 and less than the lease");
		}
	}

}
