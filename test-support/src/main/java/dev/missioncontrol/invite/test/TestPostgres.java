package dev.missioncontrol.invite.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL 17 that all tests of a JVM share; each caller gets an empty database
 * of its own. The server is a child process of the JVM, or runs in a container:
 * {@link TestContainers}.
 *
 * @param host where it runs
 * @param port its port
 * @param database the database
 * @param user who may do everything there, with any password
 */
public record TestPostgres(String host, int port, String database, String user) {

	private static final AtomicInteger DATABASES = new AtomicInteger();

	/**
	 * An empty database; the first call starts the server, the end of the JVM stops it.
	 * @return a new database
	 */
	public static TestPostgres newDatabase() {
		TestPostgres server = Holder.SERVER;
		TestPostgres created = new TestPostgres(server.host(), server.port(), "test_" + DATABASES.incrementAndGet(),
				server.user());
		try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), "")) {
			connection.createStatement().execute("create database " + created.database());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return created;
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

	/** Starts the server when it is first asked for; its own database is the first. */
	private static final class Holder {

		private static final String USER = "postgres";

		private static final String ANY_PASSWORD = "local all all trust\nhost all all all trust\n";

		private static final TestPostgres SERVER = TestContainers.WANTED ? startContainer() : startProcess();

		private static TestPostgres startProcess() {
			try {
				return new TestPostgres("localhost", EmbeddedPostgres.builder().start().getPort(), USER, USER);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static TestPostgres startContainer() {
			@SuppressWarnings("resource") // lives as long as the JVM
			PostgreSQLContainer container = TestContainers
				.named(new PostgreSQLContainer("postgres:17").withUsername(USER)
					.withDatabaseName(USER)
					.withCopyToContainer(Transferable.of(ANY_PASSWORD), "/etc/hba.conf"));
			// Like the other one.
			container.setCommand("postgres", "-c", "hba_file=/etc/hba.conf", "-c", "max_connections=300", "-c",
					"synchronous_commit=off");
			container.start();
			Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
			return new TestPostgres(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
					USER, USER);
		}

	}

}
