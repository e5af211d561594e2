package dev.missioncontrol.invite.segment.kafka;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * How the two stages run; the defaults are in {@code segment-bridge.yml}.
 *
 * @param trackDelay from the acknowledged identify to the track
 * @param publishTimeout how long to wait for the broker to take what a batch led to
 * @param retry how often to try again while Segment or the broker is away
 */
@ConfigurationProperties("segment")
record StageSettings(Duration trackDelay, Duration publishTimeout, Retry retry) {

	/**
	 * A batch is held back for that long in one poll; the default poll interval is 5 min.
	 */
	private static final Duration LONGEST_TRACK_DELAY = Duration.ofMinutes(1);

	StageSettings {
		Assert.isTrue(!trackDelay.isNegative() && trackDelay.compareTo(LONGEST_TRACK_DELAY) <= 0,
				"segment.track-delay must be 0 to 1 minute");
		Assert.isTrue(publishTimeout.isPositive(), "segment.publish-timeout must be positive");
	}

	/**
	 * Exponential backoff, without an end.
	 *
	 * @param initialInterval before the first retry
	 * @param multiplier how much longer each next one waits
	 * @param maxInterval longest wait
	 * @param jitter most that is added to or taken from a wait at random
	 */
	record Retry(Duration initialInterval, double multiplier, Duration maxInterval, Duration jitter) {

		Retry {
			Assert.isTrue(initialInterval.isPositive(), "segment.retry.initial-interval must be positive");
			Assert.isTrue(multiplier >= 1, "segment.retry.multiplier must be 1 or more");
			Assert.isTrue(maxInterval.compareTo(initialInterval) >= 0 && maxInterval.toSeconds() <= 60,
					"segment.retry.max-interval must be between the initial interval and 1 minute");
			Assert.isTrue(!jitter.isNegative() && jitter.compareTo(initialInterval) <= 0,
					"segment.retry.jitter must be 0 to the initial interval");
		}

	}

}
