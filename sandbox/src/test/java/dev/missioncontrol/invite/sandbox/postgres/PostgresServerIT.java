package dev.missioncontrol.invite.sandbox.postgres;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgresServerIT {

	@TempDir
	private static Path binaries;

	@TempDir
	private Path folder;

	@Test
	void keepsItsDataOverARestart() throws Exception {
		try (PostgresServer server = start(); Connection connection = connect(server)) {
			execute(connection, "create table notes (text text)");
			execute(connection, "insert into notes values ('kept')");
		}
		try (PostgresServer server = start();
				Connection connection = connect(server);
				Statement statement = connection.createStatement();
				ResultSet notes = statement.executeQuery("select text from notes")) {
			assertThat(notes.next()).isTrue();
			assertThat(notes.getString(1)).isEqualTo("kept");
		}
	}

	@Test
	void endsAServerThatAKilledSandboxLeftBehind() throws Exception {
		PostgresServer left = start();
		PostgresServer.stopLeftover(data(), binaries, log());
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(left).close());
		assertThat(data().resolve("postmaster.pid")).doesNotExist();
		start().close();
	}

	@Test
	void refusesDataOfAnotherVersion() throws IOException {
		Files.createDirectories(data());
		Files.writeString(data().resolve("PG_VERSION"), "16\n");
		assertRefused("holds data of PostgreSQL 16, not 17");
	}

	@Test
	void refusesAForeignFolder() throws IOException {
		Files.createDirectories(data());
		Files.writeString(data().resolve("letter.txt"), "hello");
		assertRefused("holds no data of PostgreSQL");
	}

	@Test
	void refusesBrokenData() throws IOException {
		Files.createDirectories(data());
		Files.writeString(data().resolve("PG_VERSION"), "17\n");
		assertRefused("cannot start on its data in " + data());
	}

	private void assertRefused(String message) {
		assertThatExceptionOfType(CannotStart.class).isThrownBy(this::start).withMessageContaining(message);
	}

	private PostgresServer start() throws IOException {
		return PostgresServer.start(data(), binaries, freePort(), log());
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
	}

	private Path data() {
		return this.folder.resolve("data");
	}

	private Path log() {
		return this.folder.resolve("postgres.log");
	}

	private static Connection connect(PostgresServer server) throws SQLException {
		return DriverManager.getConnection(server.jdbcUrl(), PostgresServer.USER, "");
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
