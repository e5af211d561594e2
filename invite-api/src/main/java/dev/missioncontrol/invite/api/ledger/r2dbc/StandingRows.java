package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.util.List;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.event.InviteId;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The column {@code standing} of invites: where each stands, but for the clock. It
 * follows from the other rows of an invite, and whoever writes any of them locks the
 * invite first and refreshes its standing last.
 */
final class StandingRows {

	/**
	 * Inserts what is missing and locks what is there, without writing it again: a
	 * conflicting row is locked even where the condition leaves it alone. Events about an
	 * invite can come before its details, hence a table of its own.
	 */
	private static final String LOCK = """
			insert into invite_lock as l (id) select id from unnest($1::uuid[]) as touched (id) order by id
			on conflict (id) do update set id = excluded.id where false""";

	/** Sees what all others committed before they let the lock go. */
	private static final String REFRESH = """
			update invite set standing = derived.standing, changed_in = pg_current_xact_id()
			from (
				select i.id, invite_standing(i.generation, c.reason, c.generation, array(
					select m.milestone from invite_milestone m
					where m.invite_id = i.id and m.generation = i.generation)) as standing
				from unnest($1::uuid[]) as touched (id)
				join invite i on i.id = touched.id
				left join invite_closing c on c.invite_id = i.id
				offset 0) as derived
			where invite.id = derived.id and invite.standing <> derived.standing""";

	private final DatabaseClient database;

	StandingRows(DatabaseClient database) {
		this.database = database;
	}

	/**
	 * Makes all other transactions about these invites wait for the end of this one.
	 */
	Mono<Void> lock(List<InviteId> inviteIds) {
		return all(LOCK, inviteIds);
	}

	/**
	 * Computes where these invites stand, from all that is recorded of them.
	 */
	Mono<Void> refresh(List<InviteId> inviteIds) {
		return all(REFRESH, inviteIds);
	}

	private Mono<Void> all(String sql, List<InviteId> inviteIds) {
		return this.database.sql(sql).bind(0, Columns.uuids(inviteIds, InviteId::value)).then();
	}

}
