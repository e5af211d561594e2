package dev.missioncontrol.invite.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL 17 that all tests of a JVM share; each caller gets an empty database
 * of its own.
 *
 * @param host where it runs
 * @param port its port
 * @param database the database
 * @param user who may do everything there
 */
public record TestPostgres(String host, int port, String database, String user) {

	private static final AtomicInteger DATABASES = new AtomicInteger();

	/**
	 * An empty database; the first call starts the server, the end of the JVM stops it.
	 * @return a new database
	 */
	public static TestPostgres newDatabase() {
		String database = "test_" + DATABASES.incrementAndGet();
		try (Connection connection = Holder.SERVER.getPostgresDatabase().getConnection()) {
			connection.createStatement().execute("create database " + database);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return new TestPostgres("localhost", Holder.SERVER.getPort(), database, "postgres");
	}

	/**
	 * Address for JDBC.
	 * @return such as {@code jdbc:postgresql://localhost:5432/test_1}
	 */
	public String jdbcUrl() {
		return "jdbc:postgresql://" + this.host + ":" + this.port + "/" + this.database;
	}

	/**
	 * Address for R2DBC.
	 * @return such as {@code r2dbc:postgresql://localhost:5432/test_1}
	 */
	public String r2dbcUrl() {
		return "r2dbc:postgresql://" + this.host + ":" + this.port + "/" + this.database;
	}

	/** Starts the server when it is first asked for. */
	private static final class Holder {

		private static final EmbeddedPostgres SERVER = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.builder().start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
