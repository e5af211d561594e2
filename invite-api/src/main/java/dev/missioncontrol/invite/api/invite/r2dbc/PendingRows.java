package dev.missioncontrol.invite.api.invite.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.database.r2dbc.Gathering;
import dev.missioncontrol.invite.api.invite.PendingInvites;
import dev.missioncontrol.invite.api.invite.Place;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code pending_invite}. It speaks for what the ledger does not know yet; for
 * the rest, the ledger beside it does, so that nothing has to be freed when an invite
 * ends, and nothing is missing when the ledger is built again.
 */
final class PendingRows implements PendingInvites {

	/**
	 * What the ledger knows of the address, other than the invites that do not count.
	 */
	private static final String IN_LEDGER = """
			from invite i where i.organization_id = a.organization and i.email = a.email
			and i.id <> a.invite and i.id <> a.instead and i.expires_at > now()
			and not exists (select from invite_closing c
				where c.invite_id = i.id and c.reason in ('accepted', 'revoked'))""";

	/**
	 * Whether anybody has a place still. A command that is on its way keeps it for a
	 * while; one that is in the log, as long as its link works, by what the ledger says
	 * as soon as it has caught up.
	 */
	private static final String KEPT = """
			(not exists (select from invite_closing c
				where c.invite_id = p.invite_id and c.reason in ('accepted', 'revoked'))
			and (case when p.written then p.expires_at > now() and not exists (select from invite i
						where i.id = p.invite_id and i.generation >= p.generation)
					else p.taken_at >= now() - $1 * interval '1 ms' end
				or exists (select from invite i where i.id = p.invite_id and i.expires_at > now())))""";

	/**
	 * Who wants a place. In the order of keys: two statements that lock the same rows do
	 * so in the same order.
	 */
	private static final String ASKED = """
			with asked as materialized (
				select * from unnest($2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::integer[], $7::timestamptz[])
					as a (organization, email, invite, instead, generation, expires_at)
				order by organization, email)""";

	/**
	 * One statement decides who gets the place: the row is locked while it looks. What is
	 * in the log already keeps its place as before, should this command not get there.
	 */
	private static final String TAKE = ASKED + """
			insert into pending_invite as p (organization_id, email, invite_id, generation, expires_at, written)
			select a.organization, a.email, a.invite, a.generation, a.expires_at, false
			from asked a where not exists (select %s)
			on conflict (organization_id, email) do update
			set (invite_id, generation, expires_at, written, taken_at) = (
				select excluded.invite_id, case when same then p.generation else excluded.generation end,
					case when same then p.expires_at else excluded.expires_at end, same, now()
				from (values (p.invite_id = excluded.invite_id and p.written and %s)) as before (same))
			where p.invite_id = excluded.invite_id or not %s
				or exists (select from asked a where a.organization = p.organization_id and a.email = p.email
					and a.instead = p.invite_id)
			returning invite_id""".formatted(IN_LEDGER, KEPT, KEPT);

	private static final String LOOK = ASKED + """
			select invite_id from (
				select p.invite_id, 1 as place
				from asked a join pending_invite p on p.organization_id = a.organization and p.email = a.email
				where p.invite_id not in (a.invite, a.instead) and %s
				union all
				select i.id, 2 from asked a cross join lateral (select i.id %s) as i) as taken
			order by place, invite_id limit 1""".formatted(KEPT, IN_LEDGER);

	private static final String CONFIRM = """
			with written as (
				select p.organization_id, p.email, a.generation, a.expires_at
				from unnest($1::text[], $2::text[], $3::uuid[], $4::integer[], $5::timestamptz[])
					as a (organization, email, invite, generation, expires_at)
				join pending_invite p on p.organization_id = a.organization and p.email = a.email
					and p.invite_id = a.invite
				order by p.organization_id, p.email for update of p)
			update pending_invite as p set written = true, (generation, expires_at) = (
				select generation, expires_at
				from (values (p.generation, p.expires_at, p.written), (w.generation, w.expires_at, true))
					as both_of_them (generation, expires_at, written)
				where written order by generation desc limit 1)
			from written w where p.organization_id = w.organization_id and p.email = w.email""";

	private static final String GIVE_BACK = """
			delete from pending_invite
			where organization_id = $1 and email = $2 and invite_id = $3 and not written""";

	/** Some at a time: a long transaction keeps streams waiting, and may be in vain. */
	private static final String CLEAN_UP = "delete from pending_invite where ctid in"
			+ " (select p.ctid from pending_invite p where not " + KEPT + " limit 5000)";

	private static final int MAX_RETRIES = 3;

	private final DatabaseClient database;

	private final Duration takeOverAfter;

	private final Answers answers;

	private final Gathering<Wanted, Boolean> taking;

	private final Gathering<Invite, Boolean> confirming;

	PendingRows(DatabaseClient database, PendingSettings settings) {
		this.database = database;
		this.takeOverAfter = settings.takeOverAfter();
		this.answers = new Answers(settings.timeout(), settings.retryAfter());
		this.taking = new Gathering<>(settings.statements(), settings.together(), (wanted) -> place(wanted.invite()),
				this::take);
		this.confirming = new Gathering<>(settings.statements(), settings.together(), PendingRows::place,
				this::confirm);
	}

	@Override
	public Mono<Place> take(Invite invite, @Nullable InviteId instead) {
		Wanted wanted = new Wanted(invite, (instead != null) ? instead : invite.inviteId());
		Mono<Place> ours = this.taking.ask(wanted).filter(Boolean::booleanValue).map((_) -> new Place.Ours());
		Mono<Place> taken = judged(LOOK, List.of(wanted))
			.map((row) -> (Place) new Place.Taken(new InviteId(Columns.required(row, "invite_id", UUID.class))))
			.one();
		return this.answers.inTime(ours.switchIfEmpty(taken)
			// It became free between the two.
			.repeatWhenEmpty((empty) -> empty.take(MAX_RETRIES))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("the place is taken and freed all the time"))));
	}

	private Mono<Function<Wanted, Boolean>> take(List<Wanted> wanted) {
		return this.answers.inTime(judged(TAKE, wanted).map((row) -> Columns.required(row, "invite_id", UUID.class))
			.all()
			.collect(Collectors.toSet())
			.map((taken) -> (one) -> taken.contains(one.invite().inviteId().value())));
	}

	@Override
	public Mono<Void> confirm(Invite invite) {
		return this.answers.inTime(this.confirming.ask(invite).then());
	}

	private Mono<Function<Invite, Boolean>> confirm(List<Invite> invites) {
		return this.answers.inTime(this.database.sql(CONFIRM)
			.bind(0, Columns.texts(invites, (invite) -> invite.organization().id()))
			.bind(1, Columns.texts(invites, (invite) -> invite.email().value()))
			.bind(2, Columns.uuids(invites, (invite) -> invite.inviteId().value()))
			.bind(3, Columns.integers(invites, Invite::generation))
			.bind(4, Columns.times(invites, Invite::expiresAt))
			.then()
			.thenReturn((_) -> true));
	}

	@Override
	public Mono<Void> giveBack(Invite invite) {
		return this.answers.inTime(this.database.sql(GIVE_BACK)
			.bind(0, invite.organization().id())
			.bind(1, invite.email().value())
			.bind(2, invite.inviteId().value())
			.then());
	}

	/** Deletes places that are free. */
	Mono<Long> cleanUp() {
		return some().expand((count) -> (count > 0) ? some() : Mono.empty()).reduce(0L, Long::sum);
	}

	private Mono<Long> some() {
		return this.database.sql(CLEAN_UP).bind(0, this.takeOverAfter.toMillis()).fetch().rowsUpdated();
	}

	private DatabaseClient.GenericExecuteSpec judged(String sql, List<Wanted> wanted) {
		return this.database.sql(sql)
			.bind(0, this.takeOverAfter.toMillis())
			.bind(1, Columns.texts(wanted, (one) -> one.invite().organization().id()))
			.bind(2, Columns.texts(wanted, (one) -> one.invite().email().value()))
			.bind(3, Columns.uuids(wanted, (one) -> one.invite().inviteId().value()))
			.bind(4, Columns.uuids(wanted, (one) -> one.instead().value()))
			.bind(5, Columns.integers(wanted, (one) -> one.invite().generation()))
			.bind(6, Columns.times(wanted, (one) -> one.invite().expiresAt()));
	}

	/** What a place is for. */
	private static Object place(Invite invite) {
		return List.of(invite.organization().id(), invite.email());
	}

	/**
	 * A place that is wanted.
	 *
	 * @param invite for which invite
	 * @param instead the invite that may have to give way; itself for none
	 */
	private record Wanted(Invite invite, InviteId instead) {
	}

}
