package dev.missioncontrol.invite.segment;

import java.net.URI;
import java.time.Duration;

import dev.missioncontrol.invite.segment.notification.UserId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * How Segment is reached and what it is told; the defaults are in
 * {@code segment-bridge.yml}.
 *
 * @param endpoint address of Segment's batch call
 * @param writeKey write key of the source; a secret
 * @param userId what names the person
 * @param trackEvent name of the event that makes Intercom send the e-mail
 * @param batch limits of one call
 * @param parallelCalls most calls at a time
 * @param timeout how long a call may take
 * @param retry how long Segment is left alone while it is away
 */
@ConfigurationProperties("segment")
record SegmentSettings(URI endpoint, String writeKey, UserId userId, String trackEvent, Batch batch, int parallelCalls,
		Timeout timeout, Retry retry) {

	SegmentSettings {
		Assert.isTrue(StringUtils.hasText(writeKey), "segment.write-key must be set (SEGMENT_WRITE_KEY)");
		Assert.isTrue(StringUtils.hasText(trackEvent), "segment.track-event must be set (SEGMENT_TRACK_EVENT)");
		Assert.isTrue("https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme()),
				"segment.endpoint must be an http(s) address (SEGMENT_ENDPOINT)");
		Assert.isTrue(parallelCalls >= 1 && parallelCalls <= 100,
				"segment.parallel-calls (SEGMENT_PARALLEL_CALLS) must be 1 to 100");
	}

	/**
	 * Limits of one call, at most those that Segment documents.
	 *
	 * @param messages most messages
	 * @param size largest body
	 * @param messageSize largest message
	 */
	record Batch(int messages, DataSize size, DataSize messageSize) {

		Batch {
			Assert.isTrue(messages >= 1 && messages <= 2500, "segment.batch.messages must be 1 to 2500");
			Assert.isTrue(size.toBytes() <= 500_000, "segment.batch.size must be 500000B at most");
			Assert.isTrue(messageSize.toBytes() <= 32 * 1024, "segment.batch.message-size must be 32KB at most");
		}

	}

	/**
	 * How long to wait for Segment.
	 *
	 * @param connect until the connection stands
	 * @param read between two bytes of the answer
	 * @param call in all
	 */
	record Timeout(Duration connect, Duration read, Duration call) {

		Timeout {
			Assert.isTrue(connect.isPositive() && read.isPositive() && call.isPositive(),
					"segment.timeout.* must be positive");
		}

	}

	/**
	 * Exponential backoff, without an end.
	 *
	 * @param initialInterval before the first retry
	 * @param multiplier how much longer each next one waits
	 * @param maxInterval longest wait
	 * @param jitter most that is taken from a wait at random
	 * @param maxRetryAfter longest wait that Segment may ask for
	 */
	record Retry(Duration initialInterval, double multiplier, Duration maxInterval, Duration jitter,
			Duration maxRetryAfter) {

		Retry {
			Assert.isTrue(initialInterval.isPositive(), "segment.retry.initial-interval must be positive");
			Assert.isTrue(multiplier >= 1, "segment.retry.multiplier must be 1 or more");
			Assert.isTrue(maxInterval.compareTo(initialInterval) >= 0 && maxInterval.toSeconds() <= 60,
					"segment.retry.max-interval must be between the initial interval and 1 minute");
			Assert.isTrue(!jitter.isNegative() && jitter.compareTo(initialInterval) < 0,
					"segment.retry.jitter must be 0 or more and below the initial interval");
			Assert.isTrue(!maxRetryAfter.isNegative() && maxRetryAfter.toHours() <= 1,
					"segment.retry.max-retry-after must be 0 to 1 hour");
		}

	}

	@Override
	public String toString() {
		return "SegmentSettings[endpoint=" + this.endpoint + "]";
	}

}
