package dev.missioncontrol.invite.api.batch.r2dbc;

import java.util.Optional;
import java.util.UUID;

import dev.missioncontrol.invite.api.batch.Batch;
import dev.missioncontrol.invite.api.batch.BatchId;
import dev.missioncontrol.invite.api.batch.BatchState;
import dev.missioncontrol.invite.api.batch.Batches;
import dev.missioncontrol.invite.api.batch.RowContent;
import dev.missioncontrol.invite.api.batch.RowOutcome;
import dev.missioncontrol.invite.api.batch.RowView;
import dev.missioncontrol.invite.api.batch.Viewer;
import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Batches as callers see them. Rows are read some at a time, by their numbers, so that
 * neither memory nor a transaction depends on how many there are, or on how fast somebody
 * reads them.
 */
final class BatchRows implements Batches {

	private static final int AT_ONCE = 50;

	private static final int LONGEST_EMAIL = 254;

	private static final String FIND = """
			select b.id, b.state, b.subject, b.created_at, b.finished_at, b.total::bigint as total,
				sum(p.accepted) as accepted, sum(p.duplicate) as duplicate, sum(p.refused) as refused,
				sum(p.failed) as failed, sum(p.cancelled) as cancelled
			from invite_batch b join invite_batch_part p on p.batch_id = b.id
			where b.id = $1 and b.organization_id = $2 and ($3::text is null or b.subject = $3)
				and b.state <> 'receiving'
			group by b.id""";

	private static final String ROWS = """
			select number, request, outcome, invite_id, code, errors from invite_batch_row
			where batch_id = $1 and number between $2 and $3 and ($4::text is null or outcome = $4)
			order by number""";

	/** Those who work on it see to its parts, one after the other. */
	private static final String CANCEL = """
			update invite_batch set state = 'cancelled', not_before = now()
			where id = $1 and state in ('waiting', 'running') and finished_at is null""";

	private final RowJson json = new RowJson();

	private final DatabaseClient database;

	private final TransactionalOperator transactions;

	private final Answers answers;

	BatchRows(DatabaseClient database, TransactionalOperator transactions, Answers answers) {
		this.database = database;
		this.transactions = transactions;
		this.answers = answers;
	}

	@Override
	public Mono<Batch> find(Viewer viewer, BatchId id) {
		return this.answers.inTime(this.database.sql(FIND)
			.bind(0, id.value())
			.bind(1, viewer.organizationId())
			.bind(2, Parameters.in(R2dbcType.VARCHAR, viewer.subject()))
			.map(BatchRows::batch)
			.one());
	}

	private static Batch batch(Readable row) {
		long accepted = Columns.required(row, "accepted", Long.class);
		long duplicate = Columns.required(row, "duplicate", Long.class);
		long refused = Columns.required(row, "refused", Long.class);
		long failed = Columns.required(row, "failed", Long.class);
		long cancelled = Columns.required(row, "cancelled", Long.class);
		return new Batch(new BatchId(Columns.required(row, "id", UUID.class)),
				BatchState.named(Columns.required(row, "state", String.class)),
				Columns.required(row, "subject", String.class), Columns.time(row, "created_at"),
				Columns.timeOrNull(row, "finished_at"), Columns.required(row, "total", Long.class),
				accepted + duplicate + refused + failed + cancelled, accepted, duplicate, refused, failed, cancelled);
	}

	@Override
	public Flux<RowView> rows(Batch batch, @Nullable RowOutcome outcome) {
		int pages = Math.toIntExact((batch.total() + AT_ONCE - 1) / AT_ONCE);
		return Flux.range(0, pages)
			.concatMap((page) -> this.answers.inTime(this.database.sql(ROWS)
				.bind(0, batch.id().value())
				.bind(1, page * AT_ONCE + 1)
				.bind(2, (page + 1) * AT_ONCE)
				.bind(3, Parameters.in(R2dbcType.VARCHAR, (outcome != null) ? outcome.wireName() : null))
				.map(this::row)
				.all()
				// However slowly it is read on, the database has answered.
				.collectList()), 1)
			.concatMapIterable((rows) -> rows, 1);
	}

	private RowView row(Readable row) {
		UUID inviteId = row.get("invite_id", UUID.class);
		return new RowView(Columns.required(row, "number", Integer.class),
				email(this.json.read(Columns.required(row, "request", String.class))),
				RowOutcome.named(Columns.required(row, "outcome", String.class)).orElseThrow(),
				(inviteId != null) ? inviteId.toString() : null, row.get("code", String.class),
				this.json.readViolations(row.get("errors", String.class)));
	}

	/** So much of it that people know which one it was. */
	private static @Nullable String email(RowContent content) {
		return switch (content) {
			case RowContent.Legible(var request) -> Optional.ofNullable(request.email())
				.map((email) -> email.substring(0, Math.min(email.length(), LONGEST_EMAIL)))
				.orElse(null);
			case RowContent.Illegible _ -> null;
		};
	}

	@Override
	public Mono<Boolean> cancel(BatchId id) {
		return this.answers.inTime(this.database.sql(CANCEL)
			.bind(0, id.value())
			.fetch()
			.rowsUpdated()
			.filter((stopped) -> stopped > 0)
			.delayUntil((_) -> this.database.sql(PartRows.FINISH).bind(0, id.value()).then())
			.map((_) -> true)
			.defaultIfEmpty(false)
			.as(this.transactions::transactional));
	}

}
