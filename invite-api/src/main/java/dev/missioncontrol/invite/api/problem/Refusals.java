package dev.missioncontrol.invite.api.problem;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts every problem that a caller was told, as {@code invites.refused} by code.
 */
public final class Refusals {

	private final MeterRegistry meters;

	/**
	 * Counts here.
	 * @param meters where counters are kept
	 */
	public Refusals(MeterRegistry meters) {
		this.meters = meters;
	}

	/**
	 * Counts one.
	 * @param problem what the caller is told
	 */
	public void count(Problem problem) {
		this.meters.counter("invites.refused", "code", problem.code().wireName()).increment();
	}

}
