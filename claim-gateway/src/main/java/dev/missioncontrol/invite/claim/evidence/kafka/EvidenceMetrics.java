package dev.missioncontrol.invite.claim.evidence.kafka;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.missioncontrol.invite.event.ClaimEvent;
import dev.missioncontrol.invite.event.EventType;
import dev.missioncontrol.invite.kafka.Hop;
import dev.missioncontrol.invite.kafka.HopTimer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what became of each event: no evidence is lost unseen.
 */
final class EvidenceMetrics {

	private static final String WRITTEN = "written";

	private static final String LOST = "lost";

	private static final String RETRIED = "retried";

	private final MeterRegistry registry;

	private final HopTimer opened;

	/**
	 * Metrics of the log.
	 * @param registry where to count
	 */
	EvidenceMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.opened = new HopTimer(Hop.OPENED, registry);
		// From the start, so that the first one lost is an increase.
		for (EventType type : List.of(EventType.OPENED, EventType.ACCEPTED, EventType.CLAIM_REJECTED)) {
			List.of(WRITTEN, LOST, RETRIED).forEach((result) -> counter(type, result));
		}
	}

	void opened(Instant requestedAt, Instant now) {
		this.opened.reached(requestedAt, now);
	}

	void written(ClaimEvent event) {
		counter(event, WRITTEN).increment();
	}

	void lost(ClaimEvent event) {
		counter(event, LOST).increment();
	}

	void retried(ClaimEvent event) {
		counter(event, RETRIED).increment();
	}

	private Counter counter(ClaimEvent event, String result) {
		return counter(EventType.of(event), result);
	}

	private Counter counter(EventType type, String result) {
		return this.registry.counter("invite.claim.evidence", "event", type.name().toLowerCase(Locale.ROOT), "result",
				result);
	}

}
