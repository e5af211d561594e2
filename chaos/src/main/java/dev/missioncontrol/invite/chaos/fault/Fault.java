package dev.missioncontrol.invite.chaos.fault;

import java.time.Duration;

/**
 * One thing that is done to somebody.
 *
 * @param pause how long all is well before
 * @param target what it strikes
 * @param victim which of them, from 0
 * @param kind how it strikes
 * @param length how long it lasts
 */
public record Fault(Duration pause, Target target, int victim, Kind kind, Duration length) {

	/**
	 * The ways to fail.
	 */
	public enum Kind {

		/** {@code kill -9}; for Segment: takes the messages, and the answer is lost. */
		HARD,

		/** SIGTERM; for Segment: 503. */
		CLEAN,

		/** SIGSTOP, later SIGCONT; for Segment: answers that come too late. */
		FREEZE,

		/**
		 * SIGSTOP, then {@code kill -9}: a machine that hangs, and is then switched off.
		 */
		HANG

	}

}
