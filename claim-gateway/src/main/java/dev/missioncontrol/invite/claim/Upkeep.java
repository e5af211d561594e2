package dev.missioncontrol.invite.claim;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.claim.keys.KeyRing;
import dev.missioncontrol.invite.claim.keys.UnusableKeyException;
import dev.missioncontrol.invite.event.Invite;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What is done from time to time.
 */
@Component
class Upkeep {

	private static final Logger logger = LoggerFactory.getLogger(Upkeep.class);

	/** A day more than any link lives, for clocks that differ. */
	private static final Duration MEMORY = Invite.MAX_TTL.plusDays(1);

	private final KeyRing keys;

	private final ClosedInvites closed;

	private final Counter failures;

	private final InstantSource clock;

	Upkeep(KeyRing keys, ClosedInvites closed, MeterRegistry registry, InstantSource clock) {
		this.keys = keys;
		this.closed = closed;
		this.failures = registry.counter("invite.claim.keys.reload.failures");
		this.clock = clock;
		Gauge.builder("invite.claim.keys", keys, (ring) -> ring.keys().byId().size()).register(registry);
	}

	/** Takes up new keys and drops retired ones, so that a rotation needs no restart. */
	@Scheduled(fixedDelayString = "${claim.keys.reload-every}", initialDelayString = "${claim.keys.reload-every}")
	void reloadKeys() {
		Optional<String> before = this.keys.problem();
		try {
			if (this.keys.reload() || before.isPresent()) {
				logger.info("Accepted keys are now {}", this.keys.keys().byId().keySet());
			}
		}
		catch (UnusableKeyException ex) {
			this.failures.increment();
			if (!this.keys.problem().equals(before)) {
				logger.warn("Keys stay as they are: {}", ex.getMessage());
			}
		}
	}

	/** Links of invites that ended so long ago have expired by themselves. */
	@Scheduled(fixedDelayString = "${claim.closed.forget-every}", initialDelayString = "${claim.closed.forget-every}")
	void forgetOldEnds() {
		this.closed.forgetBefore(this.clock.instant().minus(MEMORY));
	}

}
