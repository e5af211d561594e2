package dev.missioncontrol.invite.api.invite.r2dbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.missioncontrol.invite.api.invite.Place;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestPostgres;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Places that are taken and confirmed by one statement for many.
 */
class PendingRowsIT {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static TestPostgres postgres;

	private final String run = UUID.randomUUID().toString();

	private PendingRows rows;

	@BeforeAll
	static void migrate() {
		postgres = TestPostgres.newDatabase();
		Flyway.configure()
			.dataSource(postgres.jdbcUrl(), postgres.user(), "")
			.locations("classpath:invite-api/db/migration")
			.load()
			.migrate();
	}

	@BeforeEach
	void connect() {
		DatabaseClient database = DatabaseClient
			.create(ConnectionFactories.get(ConnectionFactoryOptions.parse(postgres.r2dbcUrl())
				.mutate()
				.option(ConnectionFactoryOptions.USER, postgres.user())
				.option(ConnectionFactoryOptions.PASSWORD, "")
				.build()));
		this.rows = new PendingRows(database, new PendingSettings(LONG, LONG, LONG, LONG, 1, 100, LONG, LONG));
	}

	@Test
	void tellsEachWhetherThePlaceIsTheirs() throws SQLException {
		Invite pending = invite("b");
		take(pending).join();
		this.rows.confirm(pending).block();
		try (Connection holder = lock(hold())) {
			CompletableFuture<Place> held = take(invite("hold"));
			List<CompletableFuture<Place>> places = List.of(take(invite("a")), take(invite("b")), take(pending),
					take(invite("b"), pending.inviteId()), take(invite("c")));
			holder.rollback();
			assertThat(held.join()).isInstanceOf(Place.Taken.class);
			assertThat(places.get(0).join()).isEqualTo(new Place.Ours());
			assertThat(places.get(1).join()).isEqualTo(new Place.Taken(pending.inviteId()));
			assertThat(places.get(2).join()).isEqualTo(new Place.Ours());
			assertThat(places.get(3).join()).isEqualTo(new Place.Ours());
			assertThat(places.get(4).join()).isEqualTo(new Place.Ours());
		}
	}

	@Test
	void takesPlacesInOneOrderWhateverTheRequestsCameIn() throws SQLException {
		Invite first = invite("a");
		take(first).join();
		take(invite("b")).join();
		try (Connection holder = lock(hold()); Connection other = lock(first)) {
			for (String name : List.of("hold", "b", "a")) {
				this.rows.take(invite(name), null).subscribe();
			}
			assertWaitsForTheFirst(holder, other);
		}
	}

	@Test
	void confirmsPlacesInOneOrderWhateverTheyCameIn() throws SQLException {
		Invite first = invite("a");
		take(first).join();
		Invite second = invite("b");
		take(second).join();
		Invite third = hold();
		try (Connection holder = lock(third); Connection other = lock(first)) {
			for (Invite invite : List.of(third, second, first)) {
				this.rows.confirm(invite).subscribe();
			}
			assertWaitsForTheFirst(holder, other);
		}
	}

	/**
	 * Should it hold the second place meanwhile, another statement could hold the first.
	 */
	private void assertWaitsForTheFirst(Connection holder, Connection other) throws SQLException {
		awaitWaiting();
		holder.rollback();
		Awaitility.await().atMost(LONG).until(() -> isFree("hold"));
		awaitWaiting();
		assertThat(isFree("b")).isTrue();
		other.rollback();
		Awaitility.await().atMost(LONG).until(() -> isFree("a"));
	}

	/**
	 * A place that exists, so that a statement about it waits for whoever has locked it.
	 */
	private Invite hold() {
		Invite invite = invite("hold");
		take(invite).join();
		return invite;
	}

	private CompletableFuture<Place> take(Invite invite) {
		return this.rows.take(invite, null).toFuture();
	}

	private CompletableFuture<Place> take(Invite invite, InviteId instead) {
		return this.rows.take(invite, instead).toFuture();
	}

	private Invite invite(String name) {
		return InviteFixture.anInvite().email(name + "." + this.run + "@example.com").build();
	}

	private Connection lock(Invite invite) throws SQLException {
		Connection connection = connection();
		connection.setAutoCommit(false);
		select(connection, invite.email().value(), "for update");
		return connection;
	}

	private boolean isFree(String name) throws SQLException {
		try (Connection connection = connection()) {
			return select(connection, name + "." + this.run + "@example.com", "for update skip locked");
		}
	}

	private static boolean select(Connection connection, String email, String lock) throws SQLException {
		try (var statement = connection.prepareStatement("select from pending_invite where email = ? " + lock)) {
			statement.setString(1, email);
			return statement.executeQuery().next();
		}
	}

	private static void awaitWaiting() {
		Awaitility.await().atMost(LONG).until(() -> {
			try (Connection connection = connection(); var statement = connection.createStatement()) {
				return statement.executeQuery(
						"select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
					.next();
			}
		});
	}

	private static Connection connection() throws SQLException {
		return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "");
	}

}
