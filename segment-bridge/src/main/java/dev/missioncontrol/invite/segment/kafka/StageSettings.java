package dev.missioncontrol.invite.segment.kafka;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How the two stages run; the defaults are in {@code segment-bridge.yml}.
 *
 * @param trackDelay from the acknowledged identify to the track
 * @param publishTimeout how long to wait for the broker to take what a batch led to
 * @param giveUpAfter how long a record is tried while Segment is away
 * @param restartPause from the death of a consumer to its new start
 * @param kafkaRetryMax longest wait while Kafka is away
 * @param batch limits of one call
 * @param timeout how long a call may take
 */
@ConfigurationProperties("segment")
record StageSettings(Duration trackDelay, Duration publishTimeout, Duration giveUpAfter, Duration restartPause,
		Duration kafkaRetryMax, Batch batch, Timeout timeout) {

	/** Kafka's own, when nothing else is set. */
	static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMinutes(5);

	/** Replays and rebalances wait behind records that are not due. */
	private static final Duration LONGEST_TRACK_DELAY = Duration.ofMinutes(1);

	StageSettings {
		Assert.isTrue(!trackDelay.isNegative() && trackDelay.compareTo(LONGEST_TRACK_DELAY) <= 0,
				"segment.track-delay must be 0 to 1 minute");
		Assert.isTrue(publishTimeout.isPositive(), "segment.publish-timeout must be positive");
		Assert.isTrue(giveUpAfter.isPositive(), "segment.give-up-after must be positive");
		Assert.isTrue(restartPause.isPositive(), "segment.restart-pause must be positive");
		Assert.isTrue(kafkaRetryMax.isPositive(), "segment.kafka-retry-max must be positive");
	}

	/**
	 * When the last call of a poll may begin, so that the poll takes half of its interval
	 * at most: that call, publishing and committing come after it.
	 * @throws IllegalArgumentException when that is too little to find one culprit in a
	 * full batch
	 */
	Duration budget(Duration maxPollInterval) {
		Duration budget = maxPollInterval.dividedBy(2)
			.minus(this.timeout.call)
			.minus(this.publishTimeout.multipliedBy(2));
		int halvings = Integer.SIZE - Integer.numberOfLeadingZeros(this.batch.messages - 1);
		Assert.isTrue(budget.compareTo(this.timeout.call.multipliedBy(halvings + 1)) >= 0,
				"spring.kafka.consumer.max-poll-interval (SEGMENT_MAX_POLL_INTERVAL) is too short for "
						+ "segment.timeout.call, segment.publish-timeout and segment.batch.messages");
		return budget;
	}

	record Batch(int messages) {
	}

	record Timeout(Duration call) {
	}

}
