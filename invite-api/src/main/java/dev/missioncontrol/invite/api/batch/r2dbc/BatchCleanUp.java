package dev.missioncontrol.invite.api.batch.r2dbc;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes batches that ended long ago, because their rows hold addresses, and uploads
 * that were never completed.
 */
final class BatchCleanUp {

	private static final Logger logger = LoggerFactory.getLogger(BatchCleanUp.class);

	/**
	 * One at a time: a transaction that deletes many rows keeps streams waiting, and when
	 * it takes too long, all of it is for nothing.
	 */
	private static final String FORGET = """
			delete from invite_batch where id = (
				select id from invite_batch where finished_at < now() - $1 * interval '1 ms'
					or state = 'receiving' and received_at < now() - $2 * interval '1 ms'
				limit 1 for update skip locked)""";

	private final DatabaseClient database;

	private final Duration retention;

	private final Duration abandonAfter;

	BatchCleanUp(DatabaseClient database, Duration retention, Duration abandonAfter) {
		this.database = database;
		this.retention = retention;
		this.abandonAfter = abandonAfter;
	}

	@Scheduled(fixedDelayString = "${invite.batch.database.clean-up-interval}")
	void forget() {
		try {
			Long deleted = one().expand((count) -> (count > 0) ? one() : Mono.empty()).reduce(0L, Long::sum).block();
			logger.debug("{} batches ended long ago or were never sent to their end", deleted);
		}
		catch (RuntimeException ex) {
			logger.warn("Old batches are deleted later: {}", ex.toString());
		}
	}

	private Mono<Long> one() {
		return this.database.sql(FORGET)
			.bind(0, this.retention.toMillis())
			.bind(1, this.abandonAfter.toMillis())
			.fetch()
			.rowsUpdated();
	}

}
