package dev.missioncontrol.invite.api.ledger.kafka;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How events are read and final states published.
 *
 * @param group consumer group
 * @param restartPause from the death of a consumer to its new start
 * @param backoff waits after faults
 * @param closed how final states are published
 */
@ConfigurationProperties("invite.ledger")
record LedgerSettings(String group, Duration restartPause, Backoff backoff, Closed closed) {

	LedgerSettings {
		if (!restartPause.isPositive()) {
			throw new IllegalArgumentException("invite.ledger.restart-pause must be more than 0");
		}
	}

	/**
	 * Waits after faults; attempts never end.
	 *
	 * @param initial the first
	 * @param max the longest
	 */
	record Backoff(Duration initial, Duration max) {

		Backoff {
			if (!initial.isPositive() || initial.compareTo(max) > 0) {
				throw new IllegalArgumentException(
						"invite.ledger.backoff.initial must be more than 0 and not more than max");
			}
		}

	}

	/**
	 * How final states are published.
	 *
	 * @param publishInterval how often those that are not known to be published are
	 * published again
	 * @param batch most of them at once
	 * @param timeout for one round of it
	 */
	record Closed(Duration publishInterval, int batch, Duration timeout) {

		Closed {
			if (!publishInterval.isPositive() || batch < 1 || !timeout.isPositive()) {
				throw new IllegalArgumentException(
						"invite.ledger.closed needs a publish-interval, a batch and a timeout of more than 0");
			}
		}

	}

}
