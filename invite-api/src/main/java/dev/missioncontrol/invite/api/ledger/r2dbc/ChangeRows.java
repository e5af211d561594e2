package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.live.ChangePage;
import dev.missioncontrol.invite.api.live.ChangePosition;
import dev.missioncontrol.invite.api.live.InviteChange;
import dev.missioncontrol.invite.api.live.InviteChanges;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * Changes by the column {@code changed_in} of the table {@code invite}.
 * <p>
 * Transactions do not end in the order of their numbers: one that is still open may have
 * a lower number than others whose changes can be seen. Nobody may be told those before
 * it has ended, or he would never look back for its own. So only what is below the oldest
 * open transaction is told; all of that can be seen, and nothing is ever added to it.
 */
final class ChangeRows implements InviteChanges {

	/**
	 * What belongs to these numbers: this ledger, until it is built again; this cluster,
	 * for a copy counts on by itself; and its history, for what took over from a copy
	 * that was behind gives numbers out a second time.
	 */
	private static final String HERE = """
			with here as materialized (
				select pg_current_snapshot() as snapshot, substr(encode(sha256(convert_to(concat_ws(' ',
					(select ledger from closing_adoption),
					(select system_identifier from pg_control_system()),
					substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)), 'UTF8')), 'hex'), 1, 16) as ledger)
			""";

	private static final String NOW = HERE + """
			select ledger, pg_snapshot_xmin(snapshot)::text as horizon from here""";

	/** One look at an index for each reader, and nothing else. */
	static final String AFTER = HERE + """
			select here.ledger, pg_snapshot_xmin(here.snapshot)::text as horizon,
				pg_snapshot_xmin(here.snapshot) = pg_snapshot_xmax(here.snapshot) as complete,
				reader.organization as reader, change.changed_in::text as transaction, change.*
			from here left join unnest($1::text[], $2::text[]::xid8[], $3::uuid[])
				as reader (organization, changed_in, id) on true
			left join lateral (
				select changed_in, %s from invite
				where organization_id = reader.organization and (changed_in, id) > (reader.changed_in, reader.id)
					and changed_in < pg_snapshot_xmin(here.snapshot)
				order by changed_in, id limit $4) as change on true
			order by reader.organization, change.changed_in, change.id""".formatted(SummaryRow.COLUMNS);

	private static final String COUNT = """
			select count(*) as count from (
				select from invite where organization_id = $1 and (changed_in, id) > ($2::text::xid8, $3)
					and changed_in < pg_snapshot_xmin(pg_current_snapshot())
				order by changed_in, id limit $4) as behind""";

	private final DatabaseClient database;

	private final LedgerDatabaseSettings settings;

	private final Clock clock;

	ChangeRows(DatabaseClient database, LedgerDatabaseSettings settings, Clock clock) {
		this.database = database;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public Mono<ChangePosition> now() {
		return this.database.sql(NOW)
			.map(ChangeRows::horizon)
			.one()
			.timeout(this.settings.queryTimeout())
			.onErrorMap(this::unavailable);
	}

	@Override
	public Mono<Look> after(Map<String, ChangePosition> positions, int limit) {
		List<Map.Entry<String, ChangePosition>> readers = List.copyOf(positions.entrySet());
		return this.database.sql(AFTER)
			.bind(0, Columns.texts(readers, Map.Entry::getKey))
			.bind(1, Columns.texts(readers, (reader) -> Long.toString(reader.getValue().transaction())))
			.bind(2, Columns.uuids(readers, (reader) -> reader.getValue().inviteId()))
			.bind(3, limit)
			.map(this::found)
			.all()
			.collectList()
			.map((found) -> look(found, limit))
			.timeout(this.settings.queryTimeout())
			.onErrorMap(this::unavailable);
	}

	/** A reader for whom there is nothing has one row without a change; so has nobody. */
	private static Look look(List<Found> found, int limit) {
		Map<String, List<InviteChange>> changes = new HashMap<>();
		found.forEach((row) -> {
			if (row.reader() != null) {
				List<InviteChange> own = changes.computeIfAbsent(row.reader(), (_) -> new ArrayList<>());
				if (row.change() != null) {
					own.add(row.change());
				}
			}
		});
		ChangePosition horizon = found.getFirst().horizon();
		Map<String, ChangePage> pages = new HashMap<>();
		changes.forEach((reader, own) -> pages.put(reader, new ChangePage(horizon, own, own.size() >= limit)));
		return new Look(horizon, found.getFirst().complete(), pages);
	}

	@Override
	public Mono<Long> count(String organizationId, ChangePosition position, long bound) {
		return this.database.sql(COUNT)
			.bind(0, organizationId)
			.bind(1, Long.toString(position.transaction()))
			.bind(2, position.inviteId())
			.bind(3, bound)
			.map((row) -> Columns.required(row, "count", Long.class))
			.one()
			.timeout(this.settings.queryTimeout())
			.onErrorMap(this::unavailable);
	}

	private Found found(Readable row) {
		ChangePosition horizon = horizon(row);
		InviteChange change = (row.get("id", UUID.class) != null) ? change(row, horizon) : null;
		return new Found(horizon, Columns.required(row, "complete", Boolean.class), row.get("reader", String.class),
				change);
	}

	private InviteChange change(Readable row, ChangePosition horizon) {
		return new InviteChange(new ChangePosition(horizon.ledger(), transaction(row, "transaction"),
				Columns.required(row, "id", UUID.class)), SummaryRow.summary(row, this.clock.instant()));
	}

	private static ChangePosition horizon(Readable row) {
		return ChangePosition.before(Columns.required(row, "ledger", String.class), transaction(row, "horizon"));
	}

	private static long transaction(Readable row, String column) {
		return Long.parseLong(Columns.required(row, column, String.class));
	}

	private ProblemException unavailable(Throwable cause) {
		return new ProblemException(Problem.passing(ProblemCode.DATABASE_UNAVAILABLE,
				"Changes cannot be read; try again.", this.settings.retryAfter()), cause);
	}

	/** A row of a look. */
	private record Found(ChangePosition horizon, boolean complete, @Nullable String reader,
			@Nullable InviteChange change) {
	}

}
