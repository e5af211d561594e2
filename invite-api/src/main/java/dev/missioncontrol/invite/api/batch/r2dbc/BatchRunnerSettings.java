package dev.missioncontrol.invite.api.batch.r2dbc;

import java.time.Duration;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How batches are carried out.
 *
 * @param workers parts that this instance works on at the same time; 0 for none
 * @param pollInterval how often idle workers look for a part
 * @param retryPause after a fault of the database
 * @param beginWithin how long after a part was taken its rows may be begun; far less than
 * the lease
 * @param partTimeout longest time for a part, in the last resort; less than the lease
 * @param stopTimeout how long a stop waits for the rows at hand
 */
@ConfigurationProperties("invite.batch.runner")
record BatchRunnerSettings(int workers, Duration pollInterval, Duration retryPause, Duration beginWithin,
		Duration partTimeout, Duration stopTimeout) {

	BatchRunnerSettings {
		if (workers < 0 || workers > 64) {
			throw new IllegalArgumentException("invite.batch.runner.workers must lie between 0 and 64");
		}
		if (!Stream.of(pollInterval, retryPause, beginWithin, partTimeout, stopTimeout)
			.allMatch(Duration::isPositive)) {
			throw new IllegalArgumentException("the times of invite.batch.runner must be more than 0");
		}
	}

}
