package dev.missioncontrol.invite.claim;

import dev.missioncontrol.invite.claim.keys.KeyRing;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Tells when the accepted keys are not those of the folder. That is no reason to take an
 * instance out of service: links of the keys that it has still work.
 */
@Component
class KeysHealthIndicator implements HealthIndicator {

	private static final Status DEGRADED = new Status("DEGRADED");

	private final KeyRing keys;

	KeysHealthIndicator(KeyRing keys) {
		this.keys = keys;
	}

	@Override
	public Health health() {
		Health.Builder health = this.keys.problem()
			.map((problem) -> Health.status(DEGRADED).withDetail("problem", problem))
			.orElseGet(Health::up);
		return health.withDetail("accepted", this.keys.keys().byId().keySet()).build();
	}

}
