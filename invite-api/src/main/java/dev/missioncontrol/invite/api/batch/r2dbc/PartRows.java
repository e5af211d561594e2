package dev.missioncontrol.invite.api.batch.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.batch.BatchId;
import dev.missioncontrol.invite.api.batch.BatchRow;
import dev.missioncontrol.invite.api.batch.BatchState;
import dev.missioncontrol.invite.api.batch.BatchWork;
import dev.missioncontrol.invite.api.batch.RowResult;
import dev.missioncontrol.invite.api.batch.Submitter;
import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.event.EventType;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Role;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Who works on which rows. A transaction locks a part first and its batch then; all times
 * are the database's.
 */
final class PartRows implements BatchWork {

	/** Ends a batch when none of its parts is open. */
	static final String FINISH = """
			update invite_batch b set state = case state when 'cancelled' then 'cancelled' else 'done' end,
				finished_at = now()
			where id = $1 and not exists (select from invite_batch_part p where p.batch_id = b.id and not p.finished)
			returning state""";

	/** The batch whose last turn is the longest ago comes first. */
	private static final String CLAIM = """
			with chosen as (
				select p.batch_id, p.number
				from invite_batch b join invite_batch_part p on p.batch_id = b.id
				where b.finished_at is null and b.state <> 'receiving' and b.not_before <= now() and not p.finished
					and (p.lease_until is null or p.lease_until < now())
				order by b.served_at, b.id, p.number limit 1 for update of p skip locked)
			update invite_batch_part p set lease_owner = $1, lease_until = now() + $2 * interval '1 ms'
			from chosen c where p.batch_id = c.batch_id and p.number = c.number
			returning p.batch_id, p.number, p.first_row, p.last_row""";

	private static final String SERVE = """
			update invite_batch set served_at = clock_timestamp(),
				state = case state when 'waiting' then 'running' else state end
			where id = $1
			returning state, organization_id, organization_name, subject, roles, may_replace""";

	/**
	 * With the invite of a row whose command is in the log: because its idempotency key
	 * says so, or, when the attempt ended before it could, because the ledger has it.
	 */
	private static final String ROWS = """
			select r.number, r.request, k.accepted from invite_batch_row r
			left join lateral (
				select k.invite_id as accepted
				from idempotency_key k join invite_batch b on b.organization_id = k.organization_id
				where b.id = r.batch_id and k.key = 'batch:' || r.batch_id || ':' || r.number
					and (k.state = 'done' or k.type = $4 and exists (select from invite i where i.id = k.invite_id))
				) as k on true
			where r.batch_id = $1 and r.number between $2 and $3 and r.outcome = 'pending'""";

	/** A row whose command may be in the log, by its idempotency key. */
	private static final String STARTED = """
			exists (select from idempotency_key k join invite_batch b on b.organization_id = k.organization_id
			where b.id = r.batch_id and k.key = 'batch:' || r.batch_id || ':' || r.number)""";

	private static final String IN_ORDER = " order by r.number";

	private static final String HOLD = """
			select number from invite_batch_part
			where batch_id = $1 and number = $2 and lease_owner = $3 and not finished for update""";

	private static final String LOOK = "select state from invite_batch where id = $1 for update";

	private static final String RECORD = """
			update invite_batch_row r
			set outcome = w.outcome, invite_id = w.invite_id, code = w.code, errors = w.errors
			from unnest($2::integer[], $3::text[], $4::uuid[], $5::text[], $6::text[])
				as w (number, outcome, invite_id, code, errors)
			where r.batch_id = $1 and r.number = w.number and r.outcome = 'pending'""";

	private static final String STOP = """
			update invite_batch_row r set outcome = 'cancelled' from invite_batch_part p
			where p.batch_id = $1 and p.number = $2 and r.batch_id = $1
				and r.number between p.first_row and p.last_row and r.outcome = 'pending' and not
			""" + STARTED;

	private static final String COUNT = """
			update invite_batch_part p set lease_owner = null, lease_until = null,
				(accepted, duplicate, refused, failed, cancelled, finished) = (
					select count(*) filter (where outcome = 'accepted'), count(*) filter (where outcome = 'duplicate'),
						count(*) filter (where outcome = 'refused'), count(*) filter (where outcome = 'failed'),
						count(*) filter (where outcome = 'cancelled'),
						count(*) filter (where outcome = 'pending') = 0
					from invite_batch_row r
					where r.batch_id = p.batch_id and r.number between p.first_row and p.last_row)
			where batch_id = $1 and number = $2""";

	private static final String REST = """
			update invite_batch set not_before = greatest(not_before, now() + $2 * interval '1 ms') where id = $1""";

	private final RowJson json = new RowJson();

	private final DatabaseClient database;

	private final TransactionalOperator transactions;

	private final BatchDatabaseSettings settings;

	PartRows(DatabaseClient database, TransactionalOperator transactions, BatchDatabaseSettings settings) {
		this.database = database;
		this.transactions = transactions;
		this.settings = settings;
	}

	@Override
	public Mono<Part> claim(UUID owner) {
		return this.database.sql(CLAIM)
			.bind(0, owner)
			.bind(1, this.settings.lease().toMillis())
			.map(Claimed::of)
			.one()
			.flatMap((claimed) -> serve(claimed, owner))
			.as(this.transactions::transactional)
			.timeout(this.settings.timeout());
	}

	private Mono<Part> serve(Claimed claimed, UUID owner) {
		return this.database.sql(SERVE)
			.bind(0, claimed.batch().value())
			.map(Served::of)
			.one()
			.flatMap((served) -> rows(claimed, served).map((rows) -> part(claimed, served, owner, rows)));
	}

	private static Part part(Claimed claimed, Served served, UUID owner, List<Pending> rows) {
		return new Part(claimed.batch(), claimed.number(), owner, served.submitter(),
				rows.stream().filter((row) -> row.accepted() == null).map(Pending::row).toList(),
				rows.stream().flatMap((row) -> row.result().stream()).toList());
	}

	/** Of a batch that was stopped, what was begun goes on. */
	private Mono<List<Pending>> rows(Claimed claimed, Served served) {
		return this.database.sql(ROWS + (served.cancelled() ? " and " + STARTED : "") + IN_ORDER)
			.bind(0, claimed.batch().value())
			.bind(1, claimed.first())
			.bind(2, claimed.last())
			.bind(3, EventType.REQUESTED.wireName())
			.map((row) -> new Pending(
					new BatchRow(Columns.required(row, "number", Integer.class),
							this.json.read(Columns.required(row, "request", String.class))),
					row.get("accepted", UUID.class)))
			.all()
			.collectList();
	}

	@Override
	public Mono<Optional<BatchState>> giveBack(Part part, List<RowResult> results, @Nullable Duration pause) {
		return of(HOLD, part).bind(2, part.owner())
			.map((row) -> Columns.required(row, "number", Integer.class))
			.one()
			.flatMap((_) -> this.database.sql(LOOK)
				.bind(0, part.batch().value())
				.map((row) -> Columns.required(row, "state", String.class))
				.one())
			.delayUntil((_) -> record(part, results))
			.delayUntil((state) -> state.equals("cancelled") ? of(STOP, part).then() : Mono.empty())
			.delayUntil((_) -> of(COUNT, part).then())
			.delayUntil((_) -> rest(part, pause))
			.flatMap((_) -> this.database.sql(FINISH)
				.bind(0, part.batch().value())
				.map((row) -> BatchState.named(Columns.required(row, "state", String.class)))
				.one())
			.as(this.transactions::transactional)
			.timeout(this.settings.timeout())
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty());
	}

	private DatabaseClient.GenericExecuteSpec of(String sql, Part part) {
		return this.database.sql(sql).bind(0, part.batch().value()).bind(1, part.number());
	}

	private Mono<Void> record(Part part, List<RowResult> results) {
		if (results.isEmpty()) {
			return Mono.empty();
		}
		return this.database.sql(RECORD)
			.bind(0, part.batch().value())
			.bind(1, Columns.integers(results, RowResult::row))
			.bind(2, Columns.texts(results, (result) -> result.outcome().wireName()))
			.bind(3, Columns.uuids(results, (result) -> (result.inviteId() != null) ? result.inviteId().value() : null))
			.bind(4, Columns.texts(results, (result) -> (result.code() != null) ? result.code().wireName() : null))
			.bind(5, Columns.texts(results,
					(result) -> result.violations().isEmpty() ? null : this.json.writeViolations(result.violations())))
			.then();
	}

	private Mono<Void> rest(Part part, @Nullable Duration pause) {
		return (pause != null) ? this.database.sql(REST).bind(0, part.batch().value()).bind(1, pause.toMillis()).then()
				: Mono.empty();
	}

	/** A part that was taken. */
	private record Claimed(BatchId batch, int number, int first, int last) {

		static Claimed of(Readable row) {
			return new Claimed(new BatchId(Columns.required(row, "batch_id", UUID.class)),
					Columns.required(row, "number", Integer.class), Columns.required(row, "first_row", Integer.class),
					Columns.required(row, "last_row", Integer.class));
		}

	}

	/** A row without a result, and its invite if that is in the log. */
	private record Pending(BatchRow row, @Nullable UUID accepted) {

		Optional<RowResult> result() {
			return Optional.ofNullable(this.accepted)
				.map((invite) -> RowResult.accepted(this.row.number(), new InviteId(invite)));
		}

	}

	/** Its batch. */
	private record Served(boolean cancelled, Submitter submitter) {

		static Served of(Readable row) {
			Set<Role> roles = Stream.of(Columns.required(row, "roles", String[].class))
				.map(Role::new)
				.collect(Collectors.toSet());
			Organization organization = new Organization(Columns.required(row, "organization_id", String.class),
					Columns.required(row, "organization_name", String.class));
			return new Served("cancelled".equals(row.get("state", String.class)),
					new Submitter(new Caller(Columns.required(row, "subject", String.class), organization, roles),
							Columns.required(row, "may_replace", Boolean.class)));
		}

	}

}
