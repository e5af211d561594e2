package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
	 * Accepted and revoked are for good; an expired or superseded link is not the end.
	 */
	private static final String DECIDE = """
			insert into invite_closing as c (invite_id, reason, at, generation, closed_by)
			select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::integer[], $5::text[])
			on conflict (invite_id) do update set reason = excluded.reason, at = excluded.at,
				generation = excluded.generation, closed_by = excluded.closed_by, decided_at = now(),
				published_at = null
			where c.reason in ('expired', 'superseded')""";

	/**
	 * What is on the topic was decided before, perhaps by a ledger that is lost: gateways
	 * go by it, so this one does too. Only what ended for good is not reopened by an
	 * older record.
	 */
	private static final String ADOPT = """
			insert into invite_closing as c (invite_id, reason, at, generation, closed_by, published_at)
			select *, now() from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::integer[], $5::text[])
			on conflict (invite_id) do update set reason = excluded.reason, at = excluded.at,
				generation = excluded.generation, closed_by = excluded.closed_by, published_at = excluded.published_at
			where (c.reason, c.at, c.generation, c.closed_by) is distinct from
				(excluded.reason, excluded.at, excluded.generation, excluded.closed_by)
				and (excluded.reason in ('accepted', 'revoked') or c.reason in ('expired', 'superseded')
					and c.generation <= excluded.generation)
				or c.published_at is null and (c.reason, c.at) = (excluded.reason, excluded.at)""";

	private static final String UNPUBLISHED = """
			select invite_id, reason, at, generation, closed_by from invite_closing
			where published_at is null order by decided_at limit $1""";

	/** Unless another decision has taken the place of the one that was published. */
	private static final String PUBLISHED = """
			update invite_closing c set published_at = now()
			from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as done (invite_id, reason, at)
			where c.invite_id = done.invite_id and c.reason = done.reason and c.at = done.at
			and c.published_at is null""";

	private static final String FIND = """
			select invite_id, reason, at, generation, closed_by from invite_closing where invite_id = $1""";

	private final DatabaseClient database;

	ClosingRows(DatabaseClient database) {
		this.database = database;
	}

	/** Gives how many were decided just now. */
	Mono<Long> decide(List<InviteClosed> proposals) {
		return proposals.isEmpty() ? Mono.just(0L) : all(DECIDE, proposals).fetch().rowsUpdated();
	}

	Mono<Void> adopt(List<InviteClosed> published) {
		return published.isEmpty() ? Mono.empty() : all(ADOPT, published).then();
	}

	private DatabaseClient.GenericExecuteSpec all(String sql, List<InviteClosed> closings) {
		return identified(sql, closings).bind(3, Columns.integers(closings, InviteClosed::generation))
			.bind(4, Columns.texts(closings, InviteClosed::by));
	}

	private DatabaseClient.GenericExecuteSpec identified(String sql, List<InviteClosed> closings) {
		return this.database.sql(sql)
			.bind(0, Columns.uuids(closings, (closed) -> closed.inviteId().value()))
			.bind(1, Columns.texts(closings, (closed) -> closed.reason().name().toLowerCase(Locale.ROOT)))
			.bind(2, Columns.times(closings, InviteClosed::at));
	}

	Flux<InviteClosed> unpublished(int limit) {
		return this.database.sql(UNPUBLISHED).bind(0, limit).map(ClosingRows::closing).all();
	}

	Mono<Void> published(List<InviteClosed> closings) {
		return identified(PUBLISHED, closings).then();
	}

	Mono<Optional<InviteClosed>> find(InviteId inviteId) {
		return this.database.sql(FIND)
			.bind(0, inviteId.value())
			.map(ClosingRows::closing)
			.one()
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty());
	}

	private static InviteClosed closing(Readable row) {
		return new InviteClosed(new InviteId(Columns.required(row, "invite_id", UUID.class)),
				InviteClosed.Reason.valueOf(Columns.required(row, "reason", String.class).toUpperCase(Locale.ROOT)),
				Columns.time(row, "at"), Columns.required(row, "generation", Integer.class),
				row.get("closed_by", String.class));
	}

}
