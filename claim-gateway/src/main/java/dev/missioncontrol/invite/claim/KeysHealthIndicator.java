package dev.missioncontrol.invite.claim;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells when the accepted keys are not those of the folder. That is no reason to take an
 * instance out of service: links of the keys that it has still work.
 */
record KeysHealthIndicator(Supplier<Optional<String>> problem,
		Supplier<Set<String>> accepted) implements HealthIndicator {

	private static final Status DEGRADED = new Status("DEGRADED");

	@Override
	public Health health() {
		Health.Builder health = this.problem.get()
			.map((problem) -> Health.status(DEGRADED).withDetail("problem", problem))
			.orElseGet(Health::up);
		return health.withDetail("accepted", this.accepted.get()).build();
	}

}
