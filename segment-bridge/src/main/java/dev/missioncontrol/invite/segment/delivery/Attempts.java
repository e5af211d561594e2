package dev.missioncontrol.invite.segment.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How often something was tried.
 *
 * @param count number of attempts, 1 or more
 * @param firstAt time of the first
 * @param lastAt time of the last
 */
public record Attempts(int count, Instant firstAt, Instant lastAt) {

	/**
	 * The first attempt.
	 * @param at when
	 * @return one attempt
	 */
	public static Attempts first(Instant at) {
		return new Attempts(1, at, at);
	}

	/**
	 * One more attempt.
	 * @param at when
	 * @return all of them
	 */
	public Attempts again(Instant at) {
		return new Attempts(this.count + 1, this.firstAt, at);
	}

	/**
	 * Whether they went on for long enough.
	 * @param horizon from the first to the last
	 * @return true when no further one is due
	 */
	public boolean last(Duration horizon) {
		return !this.lastAt.isBefore(this.firstAt.plus(horizon));
	}

}
