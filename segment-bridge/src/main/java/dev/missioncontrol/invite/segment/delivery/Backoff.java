package dev.missioncontrol.invite.segment.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave somebody alone who is in trouble: exponential, with an upper end, and
 * a little at random, so that several instances do not knock in step.
 *
 * @param initial after the first failure
 * @param multiplier how much longer each next wait is, 1 or more
 * @param longest no wait of our own is longer
 * @param jitter most that is taken from a wait at random
 * @param longestAsked no wait that the other side asks for is longer
 */
public record Backoff(Duration initial, double multiplier, Duration longest, Duration jitter, Duration longestAsked) {

	/**
	 * Checks all parts.
	 * @throws IllegalArgumentException when they make no sense together
	 */
	public Backoff {
		if (!initial.isPositive() || multiplier < 1 || longest.compareTo(initial) < 0) {
			throw new IllegalArgumentException("waits must be positive and must not shrink");
		}
		if (jitter.isNegative() || jitter.compareTo(initial) >= 0 || longestAsked.isNegative()) {
			throw new IllegalArgumentException("the jitter must be 0 or more, and less than the first wait");
		}
	}

	/**
	 * The wait after some failures in a row.
	 * @param failures 1 or more
	 * @param random where the jitter comes from
	 * @return never longer than {@link #longest}
	 */
	public Duration after(int failures, RandomGenerator random) {
		double millis = (double) this.initial.toMillis() * Math.pow(this.multiplier, failures - 1.0);
		long wait = Math.min((long) millis, this.longest.toMillis());
		return Duration.ofMillis(wait - random.nextLong(this.jitter.toMillis() + 1));
	}

	/**
	 * The same with an earlier upper end.
	 * @param end no wait of our own is longer; not shorter than the first one
	 * @return another backoff
	 */
	public Backoff noLongerThan(Duration end) {
		Duration longest = (end.compareTo(this.initial) < 0) ? this.initial : end;
		return new Backoff(this.initial, this.multiplier,
				(longest.compareTo(this.longest) < 0) ? longest : this.longest, this.jitter, this.longestAsked);
	}

	/** What the other side asks for, as far as it is heard. */
	Duration heard(Duration asked) {
		return (asked.compareTo(this.longestAsked) < 0) ? asked : this.longestAsked;
	}

}
