package dev.missioncontrol.invite.api.replay.r2dbc;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes jobs that were finished long ago. Which dead letters were sent, and the last
 * numbers that were given out, stay.
 */
final class FinishedJobs {

	private static final Logger logger = LoggerFactory.getLogger(FinishedJobs.class);

	private static final String FORGET = """
			delete from replay_job where finished_at < now() - $1 * interval '1 ms'""";

	private final DatabaseClient database;

	private final Duration retention;

	FinishedJobs(DatabaseClient database, Duration retention) {
		this.database = database;
		this.retention = retention;
	}

	@Scheduled(fixedDelayString = "${invite.replay.database.clean-up-interval}")
	void forget() {
		try {
			Long deleted = this.database.sql(FORGET).bind(0, this.retention.toMillis()).fetch().rowsUpdated().block();
			logger.debug("{} replays were finished long ago", deleted);
		}
		catch (RuntimeException ex) {
			logger.warn("Finished replays are deleted later: {}", ex.toString());
		}
	}

}
