package dev.missioncontrol.invite.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.token.keys.KeyRing;
import dev.missioncontrol.invite.token.signing.CurrentSigner;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Follows the keys folder, so that a rotation needs no restart. A folder that breaks
 * while this runs is no reason to take an instance out of service: it signs on with the
 * keys that it has, and says so.
 */
@Component("keysHealthIndicator")
class KeyUpkeep implements HealthIndicator {

	private static final Logger log = LoggerFactory.getLogger(KeyUpkeep.class);

	private static final Status DEGRADED = new Status("DEGRADED");

	private final KeyRing keys;

	private final CurrentSigner signer;

	private final Counter failures;

	KeyUpkeep(KeyRing keys, CurrentSigner signer, MeterRegistry registry) {
		this.keys = keys;
		this.signer = signer;
		this.failures = Counter.builder("invite.token.keys.reload.failures")
			.description("Times that the keys folder could not be used, and the keys stayed as they were")
			.register(registry);
		Gauge.builder("invite.token.keys", keys, KeyRing::size).description("Signing keys at hand").register(registry);
		TimeGauge
			.builder("invite.token.key.age", keys, TimeUnit.SECONDS,
					(ring) -> (double) Duration.between(ring.activeSince(), Instant.now()).toSeconds())
			.description("Age of the key that signs")
			.register(registry);
	}

	@Scheduled(fixedDelayString = "${token.keys.reload-every}", initialDelayString = "${token.keys.reload-every}")
	void refresh() {
		Optional<String> before = this.keys.problem();
		this.keys.refresh();
		Optional<String> problem = this.keys.problem();
		if (problem.isPresent()) {
			this.failures.increment();
		}
		if (!problem.equals(before)) {
			problem.ifPresentOrElse((rule) -> log.warn("Keys stay as they are: {}", rule),
					() -> log.info("The keys folder is in order again"));
		}
		if (this.signer.use(this.keys.active())) {
			log.info("Signing with key {} from now on", this.keys.active().keyId());
		}
	}

	@Override
	public Health health() {
		Health.Builder health = this.keys.problem()
			.map((problem) -> Health.status(DEGRADED).withDetail("problem", problem))
			.orElseGet(Health::up);
		return health.withDetail("signing", this.keys.active().keyId()).build();
	}

}
