package dev.missioncontrol.invite.api.ledger.r2dbc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes reminders of links that no longer work: nobody is reminded of those.
 */
final class OldReminders {

	private static final Logger logger = LoggerFactory.getLogger(OldReminders.class);

	private static final String FORGET = """
			delete from invite_reminder where published and expires_at < now() - interval '1 day'""";

	private final DatabaseClient database;

	OldReminders(DatabaseClient database) {
		this.database = database;
	}

	@Scheduled(fixedDelayString = "${invite.ledger.deadlines.clean-up-interval}")
	void forget() {
		try {
			Long deleted = this.database.sql(FORGET).fetch().rowsUpdated().block();
			logger.debug("{} reminders were of links that no longer work", deleted);
		}
		catch (RuntimeException ex) {
			logger.warn("Old reminders are deleted later: {}", ex.toString());
		}
	}

}
