package dev.missioncontrol.invite.api;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.ledger.InviteMilestone;
import dev.missioncontrol.invite.api.ledger.InviteStatus;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.ledger.Milestone;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.test.TestPostgres;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stored standing of invites is the status that follows from what is recorded.
 */
class StandingIT {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final int INVITES = 300;

	private static final List<Milestone> ALL = List.of(Milestone.values());

	private static final InviteApi API = InviteApi.quiet();

	private final Ledger ledger = API.context().getBean(Ledger.class);

	private final Projecting projecting = API.context().getBean(Projecting.class);

	private final DatabaseClient database = API.context().getBean(DatabaseClient.class);

	@Test
	void followsTheSameRuleAsInviteStatus() {
		InviteId id = InviteId.next();
		List<List<Milestone>> subsets = IntStream.range(0, 1 << ALL.size())
			.mapToObj(
					(bits) -> ALL.stream().filter((milestone) -> (bits & (1 << ALL.indexOf(milestone))) != 0).toList())
			.toList();
		List<Optional<InviteClosed>> closings = new ArrayList<>(List.of(Optional.empty()));
		for (InviteClosed.Reason reason : InviteClosed.Reason.values()) {
			IntStream.rangeClosed(1, 3)
				.forEach((generation) -> closings
					.add(Optional.of(new InviteClosed(id, reason, Instant.EPOCH, generation, null))));
		}
		for (Optional<InviteClosed> closing : closings) {
			List<String> expected = subsets.stream()
				.map((reached) -> InviteStatus.standing(2, closing, milestones(id, reached)).wireName())
				.toList();
			assertThat(standings(closing, subsets)).as(closing.toString()).isEqualTo(expected);
		}
	}

	private static List<InviteMilestone> milestones(InviteId id, List<Milestone> reached) {
		return reached.stream()
			.map((milestone) -> new InviteMilestone(new InviteMilestone.Key(id, 2, milestone, ""), Instant.EPOCH))
			.toList();
	}

	private List<String> standings(Optional<InviteClosed> closing, List<List<Milestone>> subsets) {
		String[] reached = subsets.stream()
			.map((subset) -> subset.stream().map(Milestone::wireName).collect(Collectors.joining(",")))
			.toArray(String[]::new);
		String closed = closing.map((it) -> "'" + it.reason().name().toLowerCase(Locale.ROOT) + "', " + it.generation())
			.orElse("null, null");
		return this.database
			.sql("select invite_standing(2, " + closed + ", string_to_array(reached, ',')) as standing"
					+ " from unnest($1::text[]) with ordinality as subset (reached, place) order by place")
			.bind(0, reached)
			.map((row) -> row.get("standing", String.class))
			.all()
			.collectList()
			.block(PATIENCE);
	}

	@Test
	void isRightWhateverComesInWhateverOrderOnManyThreads() {
		Random random = new Random(4711);
		List<Told> all = Stream.generate(Told::anInvite).limit(INVITES).toList();
		List<CloudEvent<?>> events = new ArrayList<>();
		all.forEach((told) -> events.addAll(story(told, random)));
		// Events of the same invite stay near one another, so that their batches meet.
		for (int from = 0; from < events.size(); from += 40) {
			Collections.shuffle(events.subList(from, Math.min(events.size(), from + 40)), random);
		}
		List<List<CloudEvent<?>>> batches = new ArrayList<>();
		for (int from = 0; from < events.size();) {
			int to = Math.min(events.size(), from + 1 + random.nextInt(4));
			batches.add(List.copyOf(events.subList(from, to)));
			from = to;
		}
		Flux.fromIterable(batches).flatMap(this.projecting::project, 14).blockLast(PATIENCE);
		Map<InviteId, InviteStatus> derived = derived(all);
		assertThat(derived.values()).contains(InviteStatus.values());
		assertThat(stored(all)).isEqualTo(derived);
	}

	/** A request, and anything else that can happen, or not. */
	private static List<CloudEvent<?>> story(Told told, Random random) {
		List<CloudEvent<?>> events = new ArrayList<>(List.of(told.requested()));
		if (random.nextInt(8) == 0) {
			return events;
		}
		Stream
			.<CloudEvent<?>>of(told.signed(1), told.identified(1), told.delivered(1), told.failed(1),
					told.opened(1, true), told.opened(1, false), told.rejected(1))
			.filter((_) -> random.nextInt(3) > 0)
			.forEach(events::add);
		if (random.nextInt(3) == 0) {
			Stream.<CloudEvent<?>>of(told.resendRequested(), told.signed(2), told.identified(2), told.delivered(2))
				.filter((_) -> random.nextInt(3) > 0)
				.forEach(events::add);
		}
		switch (random.nextInt(8)) {
			case 0 -> events.add(told.accepted(1, "auth0|grace"));
			case 1 -> events.add(told.revokeRequested(60));
			case 2 -> events.add(told.at(70, closed(told, InviteClosed.Reason.EXPIRED)));
			case 3 -> events.add(told.at(70, closed(told, InviteClosed.Reason.SUPERSEDED)));
			default -> {
			}
		}
		return events;
	}

	private static InviteClosed closed(Told told, InviteClosed.Reason reason) {
		return new InviteClosed(told.id(), reason, told.start().plusSeconds(70), 1, null);
	}

	private Map<InviteId, InviteStatus> derived(List<Told> all) {
		return this.ledger.find(all.stream().map(Told::id).toList())
			.collectMap((entry) -> entry.invite().inviteId(), StandingIT::standing)
			.block(PATIENCE);
	}

	private static InviteStatus standing(LedgerEntry entry) {
		return InviteStatus.standing(entry.invite().generation(), entry.closing(), entry.milestones());
	}

	private Map<InviteId, InviteStatus> stored(List<Told> all) {
		return this.database.sql("select id, standing from invite where id = any($1)")
			.bind(0, all.stream().map((told) -> told.id().value()).toArray(UUID[]::new))
			.map((row) -> Map.entry(new InviteId(row.get("id", UUID.class)),
					InviteStatus.named(row.get("standing", String.class)).orElseThrow()))
			.all()
			.collectMap(Map.Entry::getKey, Map.Entry::getValue)
			.block(PATIENCE);
	}

	/** The other transaction is about an invite that is known, or not yet. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void seesWhatAnotherTransactionWroteAtTheSameTime(boolean known) throws Exception {
		Told told = Told.anInvite();
		if (known) {
			project(told.requested());
		}
		try (Connection other = connect(API.database())) {
			other.setAutoCommit(false);
			execute(other, "insert into invite_lock (id) values ('%s') on conflict (id) do update set id = excluded.id",
					told.id());
			execute(other, "insert into invite_milestone values ('%s', 1, 'opened', '', now())", told.id());
			CompletableFuture<Projecting.Result> projected = this.projecting
				.project(List.of(told.requested(), told.signed(1)))
				.toFuture();
			Awaitility.await().atMost(PATIENCE).until(() -> projected.isDone() || isAnyoneWaiting());
			other.commit();
			projected.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		assertThat(stored(List.of(told))).containsEntry(told.id(), InviteStatus.OPENED);
	}

	private boolean isAnyoneWaiting() {
		return this.database
			.sql("select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
					+ " and datname = current_database()) as waiting")
			.map((row) -> row.get("waiting", Boolean.class))
			.one()
			.block(PATIENCE);
	}

	@Test
	void countsWhatCameBeforeTheRequest() {
		Told told = Told.anInvite();
		project(told.delivered(1), told.opened(1, false));
		assertThat(stored(List.of(told))).isEmpty();
		project(told.requested());
		assertThat(stored(List.of(told))).containsEntry(told.id(), InviteStatus.OPENED);
	}

	@Test
	void isFilledInForInvitesThatWereThereBefore() throws Exception {
		TestPostgres older = TestPostgres.newDatabase();
		migrate(older, "6");
		Map<UUID, String> expected = new LinkedHashMap<>();
		try (Connection connection = connect(older)) {
			Function<String, UUID> invite = (standing) -> {
				UUID id = InviteId.next().value();
				expected.put(id, standing);
				execute(connection, """
						insert into invite values ('%s', 2, 'acme', 'Acme', 'a@example.com', '{read}', 'auth0|admin',
							now(), now(), now(), null, '{}')""", id);
				return id;
			};
			assertThat(invite.apply("requested")).isNotNull();
			execute(connection, "insert into invite_milestone values ('%s', 1, 'opened', '', now())",
					invite.apply("requested"));
			execute(connection, "insert into invite_milestone values ('%s', 2, 'notified', '', now())",
					invite.apply("notified"));
			execute(connection, "insert into invite_closing values ('%s', 'revoked', now(), 1, 'auth0|admin')",
					invite.apply("revoked"));
			execute(connection, "insert into invite_closing values ('%s', 'expired', now(), 1, null)",
					invite.apply("requested"));
			execute(connection, "insert into invite_milestone values ('%s', 1, 'opened', '', now())",
					UUID.randomUUID());
		}
		migrate(older, "latest");
		try (Connection connection = connect(older)) {
			assertThat(standings(connection)).isEqualTo(expected);
			try (var locks = connection.createStatement().executeQuery("select count(*) from invite_lock")) {
				locks.next();
				assertThat(locks.getInt(1)).isEqualTo(expected.size() + 1);
			}
		}
	}

	private static Map<UUID, String> standings(Connection connection) throws SQLException {
		Map<UUID, String> standings = new LinkedHashMap<>();
		try (var rows = connection.createStatement().executeQuery("select id, standing from invite")) {
			while (rows.next()) {
				standings.put(rows.getObject(1, UUID.class), rows.getString(2));
			}
		}
		return standings;
	}

	private static void migrate(TestPostgres database, String target) {
		Flyway.configure()
			.dataSource(database.jdbcUrl(), database.user(), "")
			.locations("classpath:invite-api/db/migration")
			.target(target)
			.load()
			.migrate();
	}

	private static Connection connect(TestPostgres database) throws SQLException {
		return DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
	}

	private static void execute(Connection connection, String sql, Object id) {
		try (var statement = connection.createStatement()) {
			statement.execute(sql.formatted(id));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void project(CloudEvent<?>... events) {
		assertThat(this.projecting.project(List.of(events)).block(PATIENCE).unstorable()).isEmpty();
	}

}
