package dev.missioncontrol.invite.api.policy;

import java.time.Duration;

/**
 * Whether an organization may invite one more person now.
 */
public sealed interface Allowance {

	/** It may, and that was counted. */
	record Granted() implements Allowance {
	}

	/**
	 * It may not; nothing was counted.
	 *
	 * @param limit which limit was reached
	 * @param most how many invites it allows
	 * @param retryAfter when the next one is possible
	 */
	record Exhausted(Limit limit, int most, Duration retryAfter) implements Allowance {
	}

	/**
	 * What is counted.
	 */
	enum Limit {

		/** The invites of a day, from midnight to midnight UTC. */
		DAY(Duration.ofDays(1)),

		/** The invites of a minute, spread evenly. */
		MINUTE(Duration.ofMinutes(1));

		private final Duration window;

		Limit(Duration window) {
			this.window = window;
		}

		/**
		 * The time that the limit is about.
		 * @return a day or a minute
		 */
		public Duration window() {
			return this.window;
		}

	}

}
