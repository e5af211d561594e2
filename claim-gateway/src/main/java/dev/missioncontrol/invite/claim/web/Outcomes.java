package dev.missioncontrol.invite.claim.web;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts how clicks and logins ended; the tags hold codes of ours only.
 *
 * @param registry where to count
 */
record Outcomes(MeterRegistry registry) {

	void link(String outcome, String detail, boolean automated) {
		this.registry
			.counter("claim.links", "outcome", outcome, "detail", detail, "automated", Boolean.toString(automated))
			.increment();
	}

	void login(String outcome, String detail) {
		this.registry.counter("claim.logins", "outcome", outcome, "detail", detail).increment();
	}

	void fault(String kind) {
		this.registry.counter("claim.faults", "kind", kind).increment();
	}

}
