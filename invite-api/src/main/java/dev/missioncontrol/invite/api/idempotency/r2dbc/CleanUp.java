package dev.missioncontrol.invite.api.idempotency.r2dbc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes keys that are too old. Correctness does not hang on it: an old key that is
 * still there is ignored.
 */
final class CleanUp {

	private static final Logger logger = LoggerFactory.getLogger(CleanUp.class);

	private final R2dbcIdempotencyStore store;

	CleanUp(R2dbcIdempotencyStore store) {
		this.store = store;
	}

	@Scheduled(fixedDelayString = "${invite.idempotency.clean-up-interval}")
	void run() {
		try {
			Long deleted = this.store.forgetAll().block();
			logger.debug("{} idempotency keys were too old", deleted);
		}
		catch (RuntimeException ex) {
			logger.warn("Idempotency keys are cleaned up later: {}", ex.toString());
		}
	}

}
