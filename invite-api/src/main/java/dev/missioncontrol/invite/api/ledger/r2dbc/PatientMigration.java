package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Brings the schema up to date. A database that is late does not stop the start, for
 * invites are taken without it: the migration is tried again until it succeeds. Anything
 * else that is wrong with it is a mistake of ours and does stop the start.
 */
final class PatientMigration implements FlywayMigrationStrategy, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(PatientMigration.class);

	private final Executor later;

	private final Duration backoff;

	private volatile boolean stopped;

	PatientMigration(Duration backoff) {
		this.backoff = backoff;
		this.later = CompletableFuture.delayedExecutor(backoff.toMillis(), TimeUnit.MILLISECONDS,
				Thread.ofVirtual().name("migration")::start);
	}

	@Override
	public void migrate(Flyway flyway) {
		try {
			flyway.migrate();
		}
		catch (FlywayException ex) {
			if (!isLate(ex)) {
				throw ex;
			}
			later(flyway, ex);
		}
	}

	private void later(Flyway flyway, FlywayException failure) {
		logger.warn("The database cannot be reached; trying again in {}: {}", this.backoff, reason(failure));
		this.later.execute(() -> again(flyway));
	}

	private void again(Flyway flyway) {
		if (this.stopped) {
			return;
		}
		try {
			flyway.migrate();
			logger.info("The database is there and its schema is up to date.");
		}
		catch (FlywayException ex) {
			later(flyway, ex);
		}
	}

	/**
	 * SQL states of a server that is not there, not ready, or full (PostgreSQL appendix
	 * A, classes 08, 53 and 57P).
	 */
	private static boolean isLate(FlywayException failure) {
		SQLException cause = sqlCause(failure);
		String state = (cause != null) ? cause.getSQLState() : null;
		return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
	}

	private static String reason(FlywayException failure) {
		SQLException cause = sqlCause(failure);
		return (cause != null) ? "SQL state " + cause.getSQLState() : failure.getClass().getSimpleName();
	}

	private static @Nullable SQLException sqlCause(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				return sql;
			}
		}
		return null;
	}

	@Override
	public void destroy() {
		this.stopped = true;
	}

}
