package dev.missioncontrol.invite.api.replay.kafka;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How replays are carried out.
 *
 * @param workers jobs that this instance works on at the same time; 0 for none
 * @param batch most records looked at at once
 * @param pollInterval how often idle workers look for a job
 * @param retryPause after a fault of Kafka or of the database
 * @param fetchTimeout longest wait for the bytes of one record
 * @param answerTimeout longest wait for the database, its own timeouts included
 * @param sendBefore how long after its last sign of life an instance still sends; less
 * than the lease
 * @param stopTimeout how long a stop waits for the batch at hand
 */
@ConfigurationProperties("invite.replay")
record ReplaySettings(int workers, int batch, Duration pollInterval, Duration retryPause, Duration fetchTimeout,
		Duration answerTimeout, Duration sendBefore, Duration stopTimeout) {

	ReplaySettings {
		if (workers < 0 || workers > 64 || batch < 1) {
			throw new IllegalArgumentException(
					"invite.replay.workers must lie between 0 and 64, and batch must be 1 or more");
		}
		positive(pollInterval, "poll-interval");
		positive(retryPause, "retry-pause");
		positive(fetchTimeout, "fetch-timeout");
		positive(answerTimeout, "answer-timeout");
		positive(sendBefore, "send-before");
		positive(stopTimeout, "stop-timeout");
	}

	private static void positive(Duration value, String name) {
		if (!value.isPositive()) {
			throw new IllegalArgumentException("invite.replay." + name + " must be more than 0");
		}
	}

}
