package dev.missioncontrol.invite.api.reconcile.r2dbc;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.reconcile.ReconcileTurns;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The one row of the table {@code reconciliation}. All leases are by the database's
 * clock.
 */
final class TurnRows implements ReconcileTurns {

	private static final String TAKE = """
			insert into reconciliation as r (lease_owner, lease_until) values ($1, now() + $2 * interval '1 ms')
			on conflict (single) do update set lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
			where r.due_at <= now() and (r.lease_until is null or r.lease_until < now())
			returning changed_since, coalesce(held_since < now() - $3 * interval '1 ms', false) as patience_is_over""";

	private static final String KEEP = """
			update reconciliation set changed_since = $2, lease_until = now() + $3 * interval '1 ms'
			where lease_owner = $1""";

	private static final String HELD = """
			update reconciliation set held_since = case when $2 then coalesce(held_since, now()) end
			where lease_owner = $1""";

	private static final String GIVE_BACK = """
			update reconciliation set lease_owner = null, lease_until = null, due_at = now() + $2 * interval '1 ms'
			where lease_owner = $1""";

	private final DatabaseClient database;

	private final ReconcileDatabaseSettings settings;

	TurnRows(DatabaseClient database, ReconcileDatabaseSettings settings) {
		this.database = database;
		this.settings = settings;
	}

	@Override
	public Mono<Turn> take(UUID owner, Duration patience) {
		return this.database.sql(TAKE)
			.bind(0, owner)
			.bind(1, this.settings.lease().toMillis())
			.bind(2, patience.toMillis())
			.map((row) -> new Turn(owner, Optional.ofNullable(Columns.timeOrNull(row, "changed_since")),
					Columns.required(row, "patience_is_over", Boolean.class)))
			.one()
			.timeout(this.settings.timeout());
	}

	@Override
	public Mono<Void> keep(Turn turn, Instant changedSince) {
		return this.database.sql(KEEP)
			.bind(0, turn.owner())
			.bind(1, changedSince.atOffset(ZoneOffset.UTC))
			.bind(2, this.settings.lease().toMillis())
			.fetch()
			.rowsUpdated()
			.timeout(this.settings.timeout())
			.flatMap((rows) -> (rows == 1) ? Mono.empty() : Mono.error(new TurnLostException()));
	}

	@Override
	public Mono<Void> held(Turn turn, boolean held) {
		return this.database.sql(HELD).bind(0, turn.owner()).bind(1, held).then().timeout(this.settings.timeout());
	}

	@Override
	public Mono<Void> giveBack(Turn turn, Duration pause) {
		return this.database.sql(GIVE_BACK)
			.bind(0, turn.owner())
			.bind(1, pause.toMillis())
			.then()
			.timeout(this.settings.timeout());
	}

}
