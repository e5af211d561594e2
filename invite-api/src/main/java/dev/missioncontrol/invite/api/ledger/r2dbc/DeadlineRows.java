package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.Duration;
import java.util.List;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.ledger.Deadlines;
import dev.missioncontrol.invite.event.Invite;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code invite_deadline}: a queue of the invites that have not ended, by the
 * time at which each is to be looked at again. It is as long as there are pending
 * invites, so that those which ended long ago cost nothing.
 */
final class DeadlineRows implements Deadlines {

	/**
	 * When it is time to remind of the link; when it expires, if never. In seconds: a day
	 * of PostgreSQL is not always 24 hours long.
	 */
	private static final String REMIND_AT = """
			(i.expires_at - interval '1 s' * case
				when extract(epoch from i.expires_at - i.renewed_at) < $1::double precision then 0
				else least($2::double precision,
					extract(epoch from i.expires_at - i.renewed_at)::double precision * $3::double precision)
				end)""";

	private static final String ENDED = """
			exists (select from invite_closing c
				where c.invite_id = i.id and (c.reason in ('accepted', 'revoked') or c.generation >= i.generation))""";

	/** A time that is too early does no harm: the invite is then looked at again. */
	private static final String WATCH = """
			insert into invite_deadline as d (invite_id, next_at)
			select i.id, %s from invite i where i.id = any($4) and not %s order by i.id
			on conflict (invite_id) do update set next_at = excluded.next_at where excluded.next_at < d.next_at"""
		.formatted(REMIND_AT, ENDED);

	/**
	 * One statement looks and decides. The rows of an invite are locked first, which
	 * reads its newest generation even when a resend was recorded this very moment; what
	 * others have locked is left for later. An end that was decided meanwhile stands: the
	 * insertion meets its row.
	 */
	private static final String SWEEP = """
			with due as (
				select i.id, i.generation, i.organization_id, i.organization_name, i.expires_at, %s as remind_at
				from invite_deadline d join invite i on i.id = d.invite_id join invite_lock l on l.id = i.id
				where d.next_at <= now() - $4 * interval '1 ms' and exists (select from closing_adoption)
				order by d.next_at limit $5 for update of d, i, l skip locked),
			pending as (
				select i.*, i.expires_at <= now() - $4 * interval '1 ms' as is_over,
					i.remind_at <= now() - $4 * interval '1 ms' as is_near
				from due i where not %s),
			decided as (
				insert into invite_closing as c (invite_id, reason, at, generation, closed_by)
				select id, 'expired', expires_at, generation, null from pending where is_over order by id
				on conflict (invite_id) do update set reason = excluded.reason, at = excluded.at,
					generation = excluded.generation, closed_by = excluded.closed_by
				where c.reason in ('expired', 'superseded') and c.generation < excluded.generation
				returning invite_id),
			standing as (
				update invite set standing = 'expired', changed_in = pg_current_xact_id()
				from decided where invite.id = decided.invite_id),
			to_publish as (
				insert into closing_outbox (invite_id) select invite_id from decided order by invite_id
				on conflict (invite_id) do update set decided_at = now()),
			reminders as (
				insert into invite_reminder (invite_id, generation, organization_id, organization_name, expires_at, at)
				select id, generation, organization_id, organization_name, expires_at,
					date_trunc('milliseconds', remind_at)
				from pending p where is_near and expires_at > now() and remind_at < expires_at and not exists (
					select from invite_milestone m where m.invite_id = p.id and m.generation = p.generation
						and m.milestone in ('opened', 'accepted', 'expiring-soon'))
				order by id
				on conflict (invite_id, generation) do nothing
				returning invite_id),
			later as (
				update invite_deadline d set next_at = case when p.is_near then p.expires_at else p.remind_at end
				from pending p where d.invite_id = p.id and not p.is_over),
			forgotten as (
				delete from invite_deadline where invite_id in (
					select id from due except select id from pending where not is_over))
			select (select count(*) from due) as looked, (select count(*) from decided) as expired,
				(select count(*) from reminders) as expiring""".formatted(REMIND_AT, ENDED);

	private final DatabaseClient database;

	private final DeadlineSettings settings;

	DeadlineRows(DatabaseClient database, DeadlineSettings settings) {
		this.database = database;
		this.settings = settings;
	}

	/** In the transaction that has just recorded these invites. */
	Mono<Void> watch(List<Invite> invites) {
		if (invites.isEmpty()) {
			return Mono.empty();
		}
		return withSettings(WATCH).bind(3, Columns.uuids(invites, (invite) -> invite.inviteId().value())).then();
	}

	@Override
	public Mono<Sweep> sweep(int most) {
		return withSettings(SWEEP).bind(3, this.settings.settle().toMillis())
			.bind(4, most)
			.map((row) -> new Sweep(Columns.required(row, "looked", Long.class),
					Columns.required(row, "expired", Long.class), Columns.required(row, "expiring", Long.class)))
			.one();
	}

	private DatabaseClient.GenericExecuteSpec withSettings(String sql) {
		return this.database.sql(sql)
			.bind(0, seconds(this.settings.remindFromTtl()))
			.bind(1, seconds(this.settings.remindAtMost()))
			.bind(2, this.settings.remindShare());
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

}
