package dev.missioncontrol.invite.segment;

import dev.missioncontrol.invite.segment.delivery.Outage;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows an outage of Segment. Stays up all the same: no restart would help, and nothing
 * is lost by waiting.
 */
final class OutageHealthIndicator implements HealthIndicator {

	private final Outage outage;

	OutageHealthIndicator(Outage outage) {
		this.outage = outage;
	}

	@Override
	public Health health() {
		return this.outage.state()
			.map((state) -> Health.up()
				.withDetail("away", state.cause())
				.withDetail("since", state.since())
				.withDetail("attempts", state.attempts())
				.withDetail("nextTryAt", state.nextTryAt()))
			.orElseGet(Health::up)
			.build();
	}

}
