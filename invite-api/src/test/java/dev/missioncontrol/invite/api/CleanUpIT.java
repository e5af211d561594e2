package dev.missioncontrol.invite.api;

import java.time.Duration;

import dev.missioncontrol.invite.test.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is old is deleted in short transactions: while a long one is open, no stream moves
 * on, and when it is cut short, all of it was for nothing.
 */
class CleanUpIT {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final InviteApi API = InviteApi.start(TestPostgres.newDatabase(),
			"--invite.batch.database.clean-up-interval=100ms", "--invite.idempotency.clean-up-interval=100ms",
			"--invite.pending.clean-up-interval=100ms", "--spring.kafka.listener.auto-startup=false");

	@AfterAll
	static void stop() {
		API.close();
	}

	@ParameterizedTest
	@CsvSource({ "idempotency_key, 5000", "pending_invite, 5000", "invite_batch, 1" })
	void deletesSoMuchInATransactionOnly(String table, int most) {
		run("create table gone_%s (rows bigint, transaction xid8 default pg_current_xact_id())".formatted(table));
		run("""
				create function note_%1$s() returns trigger language plpgsql as $$ begin
					insert into gone_%1$s (rows) select count(*) from gone; return null; end $$""".formatted(table));
		run("""
				create trigger note after delete on %1$s referencing old table as gone
				for each statement execute function note_%1$s()""".formatted(table));
		int rows = 2 * most + 3;
		run(old(table, rows));
		Awaitility.await().atMost(PATIENCE).until(() -> number("select count(*) from " + table) == 0);
		assertThat(number("select sum(rows)::bigint from gone_" + table)).isEqualTo(rows);
		assertThat(number("""
				select max(rows)::bigint from (
					select sum(rows) as rows from gone_%s group by transaction) as each""".formatted(table)))
			.isEqualTo(most);
	}

	/** So many that nobody has any use for. */
	private static String old(String table, int rows) {
		return switch (table) {
			case "idempotency_key" -> """
					insert into idempotency_key (organization_id, key, fingerprint, command, state, attempt, created_at)
					select 'acme', 'key ' || n, 'x', '', 'done', 1, now() - interval '2 days'
					from generate_series(1, %d) as n""".formatted(rows);
			case "pending_invite" -> """
					insert into pending_invite (organization_id, email, invite_id, generation, written, expires_at)
					select 'acme', n || '@example.com', gen_random_uuid(), 1, true, now() - interval '1 day'
					from generate_series(1, %d) as n""".formatted(rows);
			default -> """
					insert into invite_batch (id, organization_id, organization_name, subject, roles, may_replace,
						state, finished_at)
					select gen_random_uuid(), 'acme', 'Acme', 'x', '{}', false, 'done', now() - interval '31 days'
					from generate_series(1, %d) as n""".formatted(rows);
		};
	}

	private static long number(String query) {
		return API.context()
			.getBean(DatabaseClient.class)
			.sql(query)
			.map((row) -> row.get(0, Long.class))
			.one()
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	private static void run(String sql) {
		API.context().getBean(DatabaseClient.class).sql(sql).then().block(PATIENCE);
	}

}
