package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteId;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code invite_closing}: the arbiter. Of several who want to end an invite,
 * the one whose row is there first does; the database sees to it that there is one first.
 */
final class ClosingRows {

	/**
	 * Accepted and revoked are for good; an expired or superseded link is not the end,
	 * but a later one stands over an earlier one, so that their order does not matter.
	 * What is decided waits to be published in a table of its own: it is not part of what
	 * the topics tell.
	 */
	private static final String DECIDE = """
			with decided as (
				insert into invite_closing as c (invite_id, reason, at, generation, closed_by)
				select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::integer[], $5::text[])
				on conflict (invite_id) do update set reason = excluded.reason, at = excluded.at,
					generation = excluded.generation, closed_by = excluded.closed_by
				where c.reason in ('expired', 'superseded') and (excluded.reason in ('accepted', 'revoked')
					or excluded.generation > c.generation
					or excluded.generation = c.generation and (c.reason, excluded.reason) = ('expired', 'superseded'))
				returning invite_id)
			insert into closing_outbox (invite_id) select invite_id from decided order by invite_id
			on conflict (invite_id) do update set decided_at = now()""";

	/**
	 * What is on the topic was decided before, perhaps by a ledger that is lost: gateways
	 * go by it, so this one does too. Only what ended for good is not reopened by an
	 * older record.
	 */
	private static final String ADOPT = """
			insert into invite_closing as c (invite_id, reason, at, generation, closed_by)
			select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::integer[], $5::text[])
			on conflict (invite_id) do update set reason = excluded.reason, at = excluded.at,
				generation = excluded.generation, closed_by = excluded.closed_by
			where (c.reason, c.at, c.generation, c.closed_by) is distinct from
				(excluded.reason, excluded.at, excluded.generation, excluded.closed_by)
				and (excluded.reason in ('accepted', 'revoked') or c.reason in ('expired', 'superseded')
					and (excluded.generation > c.generation or excluded.generation = c.generation
						and (c.reason, excluded.reason) <> ('superseded', 'expired')))""";

	/**
	 * Whoever takes a decision in hand has it alone for a while, by the database's clock.
	 * A later decision about the same invite waits for that, too, or it could overtake.
	 */
	private static final String UNPUBLISHED = """
			with taken as (
				update closing_outbox set taken_until = now() + $2 * interval '1 ms'
				where invite_id in (
					select invite_id from closing_outbox where taken_until is null or taken_until < now()
					order by decided_at limit $1 for update skip locked)
				returning invite_id, decided_at)
			select c.invite_id, c.reason, c.at, c.generation, c.closed_by
			from taken join invite_closing c on c.invite_id = taken.invite_id
			order by taken.decided_at""";

	/** Unless another decision has taken the place of the one that was published. */
	private static final String PUBLISHED = """
			delete from closing_outbox where invite_id in (
				select o.invite_id
				from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::integer[])
					as done (invite_id, reason, at, generation)
				join closing_outbox o on o.invite_id = done.invite_id
				join invite_closing c on c.invite_id = done.invite_id and c.reason = done.reason and c.at = done.at
					and c.generation = done.generation
				order by o.invite_id for update of o)""";

	private static final String GIVE_BACK = """
			update closing_outbox set taken_until = null
			where invite_id in (
				select invite_id from closing_outbox where invite_id = any($1) order by invite_id for update)""";

	/**
	 * Another instance may have published a later decision while this one was at an
	 * earlier one, which then stands last on the topic: the later one goes there again.
	 */
	private static final String OVERTAKEN = """
			insert into closing_outbox (invite_id)
			select c.invite_id
			from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::integer[])
				as done (invite_id, reason, at, generation)
			join invite_closing c on c.invite_id = done.invite_id
			where (c.reason, c.at, c.generation) is distinct from (done.reason, done.at, done.generation)
			order by c.invite_id
			on conflict (invite_id) do nothing""";

	private static final String FIND = """
			select invite_id, reason, at, generation, closed_by from invite_closing where invite_id = any($1)""";

	private static final String IS_ADOPTED = "select exists (select from closing_adoption) as adopted";

	private static final String ADOPTED = """
			insert into closing_adoption (adopted) values (true) on conflict (adopted) do nothing""";

	private final DatabaseClient database;

	private final Duration lease;

	/** The lease is how long one instance has a decision alone to publish it. */
	ClosingRows(DatabaseClient database, Duration lease) {
		this.database = database;
		this.lease = lease;
	}

	/** Gives how many were decided just now. */
	Mono<Long> decide(List<InviteClosed> proposals) {
		return proposals.isEmpty() ? Mono.just(0L) : all(DECIDE, proposals).fetch().rowsUpdated();
	}

	Mono<Void> adopt(List<InviteClosed> published) {
		return published.isEmpty() ? Mono.empty()
				: all(ADOPT, published).then().then(Mono.defer(() -> published(published)));
	}

	Mono<Boolean> isAdopted() {
		return this.database.sql(IS_ADOPTED).map((row) -> Columns.required(row, "adopted", Boolean.class)).one();
	}

	Mono<Void> adopted() {
		return this.database.sql(ADOPTED).then();
	}

	private DatabaseClient.GenericExecuteSpec all(String sql, List<InviteClosed> closings) {
		return identified(sql, closings).bind(4, Columns.texts(closings, InviteClosed::by));
	}

	private DatabaseClient.GenericExecuteSpec identified(String sql, List<InviteClosed> closings) {
		return this.database.sql(sql)
			.bind(0, Columns.uuids(closings, (closed) -> closed.inviteId().value()))
			.bind(1, Columns.texts(closings, (closed) -> closed.reason().name().toLowerCase(Locale.ROOT)))
			.bind(2, Columns.times(closings, InviteClosed::at))
			.bind(3, Columns.integers(closings, InviteClosed::generation));
	}

	Flux<InviteClosed> unpublished(int limit) {
		return this.database.sql(UNPUBLISHED)
			.bind(0, limit)
			.bind(1, this.lease.toMillis())
			.map(ClosingRows::closing)
			.all();
	}

	Mono<Void> published(List<InviteClosed> closings) {
		return identified(PUBLISHED, closings).then();
	}

	Mono<Void> giveBack(List<InviteClosed> closings) {
		return this.database.sql(GIVE_BACK)
			.bind(0, Columns.uuids(closings, (closed) -> closed.inviteId().value()))
			.then();
	}

	Mono<Void> overtaken(List<InviteClosed> closings) {
		return identified(OVERTAKEN, closings).then();
	}

	Flux<InviteClosed> find(List<InviteId> inviteIds) {
		return this.database.sql(FIND)
			.bind(0, Columns.uuids(inviteIds, InviteId::value))
			.map(ClosingRows::closing)
			.all();
	}

	private static InviteClosed closing(Readable row) {
		return new InviteClosed(new InviteId(Columns.required(row, "invite_id", UUID.class)),
				InviteClosed.Reason.valueOf(Columns.required(row, "reason", String.class).toUpperCase(Locale.ROOT)),
				Columns.time(row, "at"), Columns.required(row, "generation", Integer.class),
				row.get("closed_by", String.class));
	}

}
