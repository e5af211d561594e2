package dev.missioncontrol.invite.api.batch.r2dbc;

import java.util.List;
import java.util.UUID;

import dev.missioncontrol.invite.api.batch.BatchId;
import dev.missioncontrol.invite.api.batch.BatchRow;
import dev.missioncontrol.invite.api.batch.BatchUploads;
import dev.missioncontrol.invite.api.batch.Submitter;
import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Role;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Uploads. Each chunk is one statement, which keeps what is new and counts what is there
 * already and the same.
 */
final class UploadRows implements BatchUploads {

	/** While nothing was begun, what the latest upload may do counts. */
	private static final String BEGIN = """
			insert into invite_batch as b (id, organization_id, organization_name, subject, roles, may_replace,
				idempotency_key, state)
			values ($1, $2, $3, $4, $5, $6, $7, 'receiving')
			on conflict (organization_id, idempotency_key) do update set received_at = now(),
				roles = case when b.state = 'receiving' then excluded.roles else b.roles end,
				may_replace = case when b.state = 'receiving' then excluded.may_replace else b.may_replace end
			where b.subject = excluded.subject
			returning id""";

	/**
	 * Those that begin uploads of one organization take turns, or all would find room.
	 */
	private static final String TURN = "select pg_advisory_xact_lock(hashtext('invite_batch'), hashtext($1))";

	/** For one that is there already there always is. */
	private static final String ROOM = """
			select exists (select from invite_batch where organization_id = $1 and idempotency_key = $2)
				or (select count(*) from invite_batch where organization_id = $1 and finished_at is null) < $3 as room""";

	private static final String STORE = """
			with receiving as (
				update invite_batch set received_at = now() where id = $1 and state = 'receiving' returning id)
			insert into invite_batch_row as r (batch_id, number, request)
			select b.id, w.number, w.request
			from receiving b, unnest($2::integer[], $3::text[]) as w (number, request)
			on conflict (batch_id, number) do update set request = r.request where r.request = excluded.request""";

	private static final String SAME = """
			select count(*) as same from unnest($2::integer[], $3::text[]) as w (number, request)
			join invite_batch_row r on r.batch_id = $1 and r.number = w.number and r.request = w.request""";

	private static final String COMPLETE = """
			update invite_batch set state = 'waiting', total = $2, received_at = now(), served_at = now()
			where id = $1 and state = 'receiving'
				and $2 = (select count(*) from invite_batch_row where batch_id = $1)""";

	private static final String PARTS = """
			insert into invite_batch_part (batch_id, number, first_row, last_row)
			select $1, n, n * $3 + 1, least((n + 1) * $3, $2) from generate_series(0, ($2 - 1) / $3) as n""";

	private static final String COMPLETED = """
			select id from invite_batch where id = $1 and total = $2""";

	private static final String DISCARD = """
			delete from invite_batch where id = $1 and state = 'receiving'""";

	private final RowJson json = new RowJson();

	private final DatabaseClient database;

	private final TransactionalOperator transactions;

	private final Answers answers;

	private final int part;

	UploadRows(DatabaseClient database, TransactionalOperator transactions, Answers answers, int part) {
		this.database = database;
		this.transactions = transactions;
		this.answers = answers;
		this.part = part;
	}

	@Override
	public Mono<BatchId> begin(Submitter submitter, IdempotencyKey key, int maxOpen) {
		String organization = submitter.caller().organization().id();
		return this.answers.inTime(this.database.sql(TURN)
			.bind(0, organization)
			.then()
			.then(this.database.sql(ROOM)
				.bind(0, organization)
				.bind(1, key.value())
				.bind(2, maxOpen)
				.map((row) -> Columns.required(row, "room", Boolean.class))
				.one())
			.flatMap((room) -> room ? insert(submitter, key) : Mono.error(tooMany(maxOpen)))
			.as(this.transactions::transactional));
	}

	private Mono<BatchId> insert(Submitter submitter, IdempotencyKey key) {
		BatchId id = BatchId.next();
		Caller caller = submitter.caller();
		return this.database.sql(BEGIN)
			.bind(0, id.value())
			.bind(1, caller.organization().id())
			.bind(2, caller.organization().name())
			.bind(3, caller.subject())
			.bind(4, Columns.texts(List.copyOf(caller.roles()), Role::name))
			.bind(5, submitter.mayReplace())
			.bind(6, key.value())
			.map((row) -> new BatchId(Columns.required(row, "id", UUID.class)))
			.one()
			.switchIfEmpty(Mono.error(UploadRows::reused));
	}

	private ProblemException tooMany(int maxOpen) {
		return new ProblemException(Problem.passing(ProblemCode.TOO_MANY_BATCHES,
				"Your organization has " + maxOpen + " batches that have not ended; nothing was taken.",
				this.answers.retryAfter()));
	}

	@Override
	public Mono<Void> store(BatchId id, List<BatchRow> rows) {
		return this.answers.inTime(chunk(STORE, id, rows).fetch()
			.rowsUpdated()
			.filter((same) -> same == rows.size())
			// It was complete before, or differs.
			.switchIfEmpty(chunk(SAME, id, rows).map((row) -> Columns.required(row, "same", Long.class))
				.one()
				.filter((same) -> same == rows.size()))
			.switchIfEmpty(Mono.error(UploadRows::reused))
			.then());
	}

	private DatabaseClient.GenericExecuteSpec chunk(String sql, BatchId id, List<BatchRow> rows) {
		return this.database.sql(sql)
			.bind(0, id.value())
			.bind(1, Columns.integers(rows, BatchRow::number))
			.bind(2, Columns.texts(rows, (row) -> this.json.write(row.content())));
	}

	@Override
	public Mono<Void> complete(BatchId id, int total) {
		return this.answers.inTime(counted(COMPLETE, id, total).fetch()
			.rowsUpdated()
			.flatMap((completed) -> (completed > 0)
					? counted(PARTS, id, total).bind(2, this.part).fetch().rowsUpdated().thenReturn(id.value())
					: counted(COMPLETED, id, total).map((row) -> Columns.required(row, "id", UUID.class)).one())
			.switchIfEmpty(Mono.error(UploadRows::reused))
			.as(this.transactions::transactional)
			.then());
	}

	private DatabaseClient.GenericExecuteSpec counted(String sql, BatchId id, int total) {
		return this.database.sql(sql).bind(0, id.value()).bind(1, total);
	}

	@Override
	public Mono<Boolean> discard(BatchId id) {
		return this.answers
			.inTime(this.database.sql(DISCARD).bind(0, id.value()).fetch().rowsUpdated().map((deleted) -> deleted > 0));
	}

	private static ProblemException reused() {
		return new ProblemException(Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED,
				"A key belongs to one batch of one caller; send other rows with another key."));
	}

}
