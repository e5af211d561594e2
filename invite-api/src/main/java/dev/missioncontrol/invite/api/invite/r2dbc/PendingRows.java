package dev.missioncontrol.invite.api.invite.r2dbc;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
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

	/** What the ledger knows of the address, other than the invites that do not count. */
	private static final String IN_LEDGER = """
			from invite i where i.organization_id = :organization and i.email = :email
			and i.id <> :invite and i.id <> :instead and i.expires_at > now()
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
					else p.taken_at >= now() - :patience * interval '1 ms' end
				or exists (select from invite i where i.id = p.invite_id and i.expires_at > now())))""";

	/**
	 * One statement decides who gets the place: the row is locked while it looks. What is
	 * in the log already keeps its place as before, should this command not get there.
	 */
	private static final String TAKE = """
			insert into pending_invite as p (organization_id, email, invite_id, generation, expires_at, written)
			select :organization, :email, :invite, :generation, :expiresAt, false
			where not exists (select %s)
			on conflict (organization_id, email) do update
			set (invite_id, generation, expires_at, written, taken_at) = (
				select excluded.invite_id, case when same then p.generation else excluded.generation end,
					case when same then p.expires_at else excluded.expires_at end, same, now()
				from (values (p.invite_id = excluded.invite_id and p.written and %s)) as before (same))
			where p.invite_id in (:invite, :instead) or not %s
			returning invite_id""".formatted(IN_LEDGER, KEPT, KEPT);

	private static final String LOOK = """
			select invite_id from (
				select p.invite_id, 1 as place from pending_invite p
				where p.organization_id = :organization and p.email = :email
				and p.invite_id not in (:invite, :instead) and %s
				union all
				select i.id, 2 %s) as taken
			order by place, invite_id limit 1""".formatted(KEPT, IN_LEDGER);

	private static final String CONFIRM = """
			update pending_invite as p set written = true, (generation, expires_at) = (
				select generation, expires_at
				from (values (p.generation, p.expires_at, p.written), (:generation, :expiresAt, true))
					as both_of_them (generation, expires_at, written)
				where written order by generation desc limit 1)
			where organization_id = :organization and email = :email and invite_id = :invite""";

	private static final String GIVE_BACK = """
			delete from pending_invite
			where organization_id = :organization and email = :email and invite_id = :invite and not written""";

	/** Some at a time: a long transaction keeps streams waiting, and may be in vain. */
	private static final String CLEAN_UP = "delete from pending_invite where ctid in"
			+ " (select p.ctid from pending_invite p where not " + KEPT + " limit 5000)";

	private static final int MAX_RETRIES = 3;

	private final DatabaseClient database;

	private final Duration takeOverAfter;

	private final Answers answers;

	PendingRows(DatabaseClient database, Duration takeOverAfter, Answers answers) {
		this.database = database;
		this.takeOverAfter = takeOverAfter;
		this.answers = answers;
	}

	@Override
	public Mono<Place> take(Invite invite, @Nullable InviteId instead) {
		UUID yielding = ((instead != null) ? instead : invite.inviteId()).value();
		Mono<Place> ours = judged(TAKE, invite, yielding).bind("generation", invite.generation())
			.bind("expiresAt", invite.expiresAt().atOffset(ZoneOffset.UTC))
			.fetch()
			.first()
			.map((_) -> new Place.Ours());
		Mono<Place> taken = judged(LOOK, invite, yielding)
			.map((row) -> (Place) new Place.Taken(new InviteId(Columns.required(row, "invite_id", UUID.class))))
			.one();
		return this.answers.inTime(ours.switchIfEmpty(taken)
			// It became free between the two.
			.repeatWhenEmpty((empty) -> empty.take(MAX_RETRIES))
			.switchIfEmpty(Mono.error(() -> new IllegalStateException("the place is taken and freed all the time"))));
	}

	@Override
	public Mono<Void> confirm(Invite invite) {
		return this.answers.inTime(place(CONFIRM, invite).bind("generation", invite.generation())
			.bind("expiresAt", invite.expiresAt().atOffset(ZoneOffset.UTC))
			.then());
	}

	@Override
	public Mono<Void> giveBack(Invite invite) {
		return this.answers.inTime(place(GIVE_BACK, invite).then());
	}

	/** Deletes places that are free. */
	Mono<Long> cleanUp() {
		return some().expand((count) -> (count > 0) ? some() : Mono.empty()).reduce(0L, Long::sum);
	}

	private Mono<Long> some() {
		return this.database.sql(CLEAN_UP).bind("patience", this.takeOverAfter.toMillis()).fetch().rowsUpdated();
	}

	private DatabaseClient.GenericExecuteSpec judged(String sql, Invite invite, UUID instead) {
		return place(sql, invite).bind("instead", instead).bind("patience", this.takeOverAfter.toMillis());
	}

	private DatabaseClient.GenericExecuteSpec place(String sql, Invite invite) {
		return this.database.sql(sql)
			.bind("organization", invite.organization().id())
			.bind("email", invite.email().value())
			.bind("invite", invite.inviteId().value());
	}

}
