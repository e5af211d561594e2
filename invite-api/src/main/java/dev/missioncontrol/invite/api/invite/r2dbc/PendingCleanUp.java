package dev.missioncontrol.invite.api.invite.r2dbc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes places that are free. Nothing hangs on it but that addresses are not kept
 * longer than they are needed: a free place can be taken all the same.
 */
final class PendingCleanUp {

	private static final Logger logger = LoggerFactory.getLogger(PendingCleanUp.class);

	private final PendingRows rows;

	PendingCleanUp(PendingRows rows) {
		this.rows = rows;
	}

	@Scheduled(fixedDelayString = "${invite.pending.clean-up-interval}")
	void run() {
		try {
			Long deleted = this.rows.cleanUp().block();
			logger.debug("{} places were free", deleted);
		}
		catch (RuntimeException ex) {
			logger.warn("Places of pending invites are cleaned up later: {}", ex.toString());
		}
	}

}
