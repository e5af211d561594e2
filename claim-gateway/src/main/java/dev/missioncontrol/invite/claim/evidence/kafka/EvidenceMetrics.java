package dev.missioncontrol.invite.claim.evidence.kafka;

import java.util.Locale;

import dev.missioncontrol.invite.event.ClaimEvent;
import dev.missioncontrol.invite.event.EventType;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what became of each event: no evidence is lost unseen.
 *
 * @param registry where to count
 */
record EvidenceMetrics(MeterRegistry registry) {

	void written(ClaimEvent event) {
		count(event, "written");
	}

	void lost(ClaimEvent event) {
		count(event, "lost");
	}

	void retried(ClaimEvent event) {
		count(event, "retried");
	}

	private void count(ClaimEvent event, String result) {
		this.registry
			.counter("claim.evidence", "event", EventType.of(event).name().toLowerCase(Locale.ROOT), "result", result)
			.increment();
	}

}
