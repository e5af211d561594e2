package dev.missioncontrol.invite.sandbox.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL 17, with one database for the ledger. Its data stays on disk. Only
 * this machine reaches it, and it asks for no password.
 */
public final class PostgresServer implements AutoCloseable {

	/** The one user. */
	public static final String USER = "postgres";

	private static final Logger logger = LoggerFactory.getLogger(PostgresServer.class);

	private static final String DATABASE = "invites";

	private static final String MAJOR_VERSION = "17";

	/** Small, and safe against a crash of the machine but for the last moments. */
	private static final String OPTIONS = String.join(" -c ", "-p %d", "listen_addresses=127.0.0.1",
			"unix_socket_directories=", "shared_buffers=16MB", "max_connections=40", "synchronous_commit=off",
			"max_wal_size=128MB", "min_wal_size=32MB", "max_parallel_workers=0", "jit=off", "timezone=UTC",
			"log_min_messages=warning");

	private final ProgramRun programs;

	private final Path data;

	private final int port;

	private PostgresServer(ProgramRun programs, Path data, int port) {
		this.programs = programs;
		this.data = data;
		this.port = port;
	}

	/**
	 * Starts it and waits until the database is there.
	 * @param data where its data is; made when empty
	 * @param binaries where its programs are unpacked to
	 * @param port port of the loopback address
	 * @param log file for its messages
	 * @return the running server
	 * @throws CannotStart when the data or the port cannot be used
	 */
	public static PostgresServer start(Path data, Path binaries, int port, Path log) {
		try {
			boolean fresh = isFresh(data);
			PostgresServer server = new PostgresServer(new ProgramRun(PostgresBinaries.unpackTo(binaries), log), data,
					port);
			if (fresh) {
				server.makeData();
			}
			server.start(log);
			server.makeDatabase();
			return server;
		}
		catch (IOException | SQLException ex) {
			throw new CannotStart("PostgreSQL cannot start on its data in " + data + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Looks at the data without starting anything.
	 * @param data where the data is, or will be
	 * @throws CannotStart when the folder holds something else, or cannot be read
	 */
	public static void check(Path data) {
		try {
			isFresh(data);
		}
		catch (IOException ex) {
			throw new CannotStart("the folder " + data + " cannot be used: " + ex, ex);
		}
	}

	/**
	 * Ends a server that an earlier sandbox left behind when it was killed.
	 * @param data where its data is
	 * @param binaries where its programs are
	 * @param log file for its messages
	 */
	public static void stopLeftover(Path data, Path binaries, Path log) {
		if (Files.exists(data.resolve("postmaster.pid"))) {
			try {
				new PostgresServer(new ProgramRun(PostgresBinaries.unpackTo(binaries), log), data, 0).close();
			}
			catch (IOException ex) {
				logger.warn("A leftover PostgreSQL could not be ended", ex);
			}
		}
	}

	/**
	 * Address for JDBC.
	 * @return without user
	 */
	public String jdbcUrl() {
		return jdbcUrl(DATABASE);
	}

	/**
	 * Address for R2DBC.
	 * @return without user
	 */
	public String r2dbcUrl() {
		return "r2dbc:postgresql://127.0.0.1:" + this.port + "/" + DATABASE;
	}

	/**
	 * Address for psql.
	 * @return with user
	 */
	public String url() {
		return "postgresql://" + USER + "@localhost:" + this.port + "/" + DATABASE;
	}

	@Override
	public void close() {
		try {
			int exit = this.programs.run("pg_ctl", "-D", this.data.toString(), "-m", "fast", "-w", "-t", "20", "stop");
			if (exit != 0) {
				logger.warn("PostgreSQL did not stop, exit code {}", exit);
			}
		}
		catch (IOException ex) {
			logger.warn("PostgreSQL did not stop", ex);
		}
	}

	/** Whether the data is still to be made. */
	private static boolean isFresh(Path data) throws IOException {
		SecretFile.folder(data);
		Path version = data.resolve("PG_VERSION");
		if (!Files.exists(version)) {
			try (Stream<Path> content = Files.list(data)) {
				if (content.findAny().isPresent()) {
					throw new CannotStart("the folder " + data + " is not empty and holds no data of PostgreSQL");
				}
				return true;
			}
		}
		String found = Files.readString(version, StandardCharsets.ISO_8859_1).strip();
		if (!MAJOR_VERSION.equals(found)) {
			throw new CannotStart(
					"the folder " + data + " holds data of PostgreSQL " + printable(found) + ", not " + MAJOR_VERSION);
		}
		return false;
	}

	private static String printable(String version) {
		return version.matches("[0-9.]{1,8}") ? version : "of an unknown version";
	}

	private void makeData() throws IOException {
		int exit = this.programs.run("initdb", "-D", this.data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8",
				"--no-locale", "--no-sync", "--wal-segsize=4");
		if (exit != 0) {
			throw new CannotStart("PostgreSQL cannot make its data in " + this.data + rootHint());
		}
	}

	private void start(Path log) throws IOException {
		int exit = this.programs.run("pg_ctl", "-D", this.data.toString(), "-l", log.toString(), "-w", "-t", "30", "-o",
				OPTIONS.formatted(this.port), "start");
		if (exit != 0) {
			throw new CannotStart("PostgreSQL cannot start on its data in " + this.data + "; " + log + " says why");
		}
	}

	private static String rootHint() throws IOException {
		return ProgramRun.isRoot() ? " (as root it needs \"unshare -U\"; try another user)" : "";
	}

	private void makeDatabase() throws SQLException {
		try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, "");
				Statement statement = connection.createStatement()) {
			try (ResultSet found = statement
				.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
				if (found.next()) {
					return;
				}
			}
			statement.execute("create database " + DATABASE);
		}
	}

	private String jdbcUrl(String database) {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/" + database;
	}

}
