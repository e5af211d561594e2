package dev.missioncontrol.invite.claim.web;

import java.time.Instant;
import java.time.InstantSource;

import dev.missioncontrol.invite.kafka.Hop;
import dev.missioncontrol.invite.kafka.HopTimer;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts how clicks and logins ended; the tags hold codes of ours only.
 */
final class Outcomes {

	private final MeterRegistry registry;

	private final InstantSource clock;

	private final HopTimer accepted;

	/**
	 * Metrics of the HTTP side.
	 * @param registry where to count
	 * @param clock the time
	 */
	Outcomes(MeterRegistry registry, InstantSource clock) {
		this.registry = registry;
		this.clock = clock;
		this.accepted = new HopTimer(Hop.ACCEPTED, registry);
	}

	void link(String outcome, String detail, boolean automated) {
		this.registry
			.counter("invite.claim.links", "outcome", outcome, "detail", detail, "automated",
					Boolean.toString(automated))
			.increment();
	}

	void login(String outcome, String detail) {
		this.registry.counter("invite.claim.logins", "outcome", outcome, "detail", detail).increment();
	}

	void accepted(Instant startedAt) {
		this.accepted.reached(startedAt, this.clock.instant());
	}

	void fault(String kind) {
		this.registry.counter("invite.claim.faults", "kind", kind).increment();
	}

}
