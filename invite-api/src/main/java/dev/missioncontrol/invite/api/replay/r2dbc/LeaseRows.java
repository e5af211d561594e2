package dev.missioncontrol.invite.api.replay.r2dbc;

import java.time.Duration;
import java.util.UUID;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.replay.ReplayState;
import dev.missioncontrol.invite.api.replay.ReplayWork;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Who holds which job. Every other statement about a job shares a transaction with the
 * one that prolongs its lease, so that an instance that lost it changes nothing. All
 * times are the database's.
 */
final class LeaseRows {

	/** A job that was given back goes to the end of the line. */
	private static final String CLAIM = """
			update replay_job set lease_owner = $1, lease_until = now() + $2 * interval '1 ms' where id = (
				select id from replay_job where finished_at is null and (lease_until is null or lease_until < now())
				order by coalesce(lease_until, created_at), id limit 1 for update skip locked)
			returning id, state, selection::text as selection, dry_run, forced, rate, created_at, cancel_requested""";

	private static final String PROLONG = """
			update replay_job set lease_until = now() + $3 * interval '1 ms'
			where id = $1 and lease_owner = $2 and finished_at is null returning cancel_requested""";

	private static final String RELEASE = """
			update replay_job set lease_owner = null, lease_until = now() where id = $1 and lease_owner = $2""";

	private static final String FINISH = """
			update replay_job set state = $2, finished_at = now(), lease_owner = null, lease_until = null
			where id = $1""";

	private static final String REOPEN = """
			delete from dead_letter_replay where job_id = $1 and sent_at is null""";

	private final Orders orders = new Orders();

	private final DatabaseClient database;

	private final TransactionalOperator transactions;

	private final ReplayDatabaseSettings settings;

	LeaseRows(DatabaseClient database, TransactionalOperator transactions, ReplayDatabaseSettings settings) {
		this.database = database;
		this.transactions = transactions;
		this.settings = settings;
	}

	Mono<ReplayWork.Job> claim(UUID owner) {
		return this.database.sql(CLAIM)
			.bind(0, owner)
			.bind(1, this.settings.lease().toMillis())
			.map((row) -> job(row, owner))
			.one()
			.timeout(this.settings.timeout());
	}

	private ReplayWork.Job job(Readable row, UUID owner) {
		return new ReplayWork.Job(Columns.required(row, "id", UUID.class), owner,
				ReplayState.named(Columns.required(row, "state", String.class)), this.orders.order(row),
				Columns.time(row, "created_at"), Columns.required(row, "cancel_requested", Boolean.class));
	}

	/**
	 * Does something about a job that is still held.
	 * @return whether an operator wants the job to stop, once it is done
	 */
	Mono<Boolean> holding(ReplayWork.Job job, Mono<Void> act) {
		return holding(job, act, this.settings.timeout());
	}

	Mono<Boolean> holding(ReplayWork.Job job, Mono<Void> act, Duration timeout) {
		return prolong(job).flatMap((cancel) -> act.thenReturn(cancel))
			.as(this.transactions::transactional)
			.timeout(timeout);
	}

	private Mono<Boolean> prolong(ReplayWork.Job job) {
		return this.database.sql(PROLONG)
			.bind(0, job.id())
			.bind(1, job.owner())
			.bind(2, this.settings.lease().toMillis())
			.map((row) -> Columns.required(row, "cancel_requested", Boolean.class))
			.one()
			.switchIfEmpty(Mono.error(() -> new ReplayWork.LeaseLostException(job.id())));
	}

	Mono<Void> release(ReplayWork.Job job) {
		return this.database.sql(RELEASE)
			.bind(0, job.id())
			.bind(1, job.owner())
			.then()
			.timeout(this.settings.timeout());
	}

	Mono<Void> finish(ReplayWork.Job job, ReplayState state) {
		Mono<Void> end = this.database.sql(FINISH).bind(0, job.id()).bind(1, state.wireName()).then();
		return holding(job, end.then(Mono.defer(() -> this.database.sql(REOPEN).bind(0, job.id()).then()))).then();
	}

}
