package dev.missioncontrol.invite.api.deadletter.r2dbc;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes what is known of dead letters that Kafka no longer holds, and whether they were
 * sent again: without their bytes nobody can.
 */
final class OldLetters {

	private static final Logger logger = LoggerFactory.getLogger(OldLetters.class);

	/** Most letters at once, so that no statement takes long. */
	private static final int BATCH = 10_000;

	private static final String FORGET = """
			with old as (
				delete from dead_letter
				where (topic, partition, position) in (
					select topic, partition, position from dead_letter
					where last_at < now() - $1 * interval '1 ms' order by last_at limit $2)
				returning topic, partition, position),
			sent as (
				delete from dead_letter_replay s using old
				where s.topic = old.topic and s.partition = old.partition and s.position = old.position)
			select count(*) from old""";

	private final DatabaseClient database;

	private final Duration retention;

	OldLetters(DatabaseClient database, Duration retention) {
		this.database = database;
		this.retention = retention;
	}

	@Scheduled(fixedDelayString = "${invite.dead-letters.clean-up-interval}")
	void forget() {
		try {
			long deleted;
			do {
				deleted = this.database.sql(FORGET)
					.bind(0, this.retention.toMillis())
					.bind(1, BATCH)
					.mapValue(Long.class)
					.one()
					.blockOptional()
					.orElse(0L);
				logger.debug("{} dead letters were too old", deleted);
			}
			while (deleted == BATCH);
		}
		catch (RuntimeException ex) {
			logger.warn("Old dead letters are deleted later: {}", ex.toString());
		}
	}

}
