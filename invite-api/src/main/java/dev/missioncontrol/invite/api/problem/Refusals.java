package dev.missioncontrol.invite.api.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts every problem that a caller was told, as {@code invite.api.refused} by code.
 */
public final class Refusals {

	private final MeterRegistry meters;

	/**
	 * Counts here.
	 * @param meters where counters are kept
	 */
	public Refusals(MeterRegistry meters) {
		this.meters = meters;
		// An increase from nothing to 1 is none to Prometheus; one from 0 is.
		for (ProblemCode code : ProblemCode.values()) {
			counter(code);
		}
	}

	/**
	 * Counts one.
	 * @param problem what the caller is told
	 */
	public void count(Problem problem) {
		counter(problem.code()).increment();
	}

	private Counter counter(ProblemCode code) {
		return this.meters.counter("invite.api.refused", "code", code.wireName());
	}

}
