package dev.missioncontrol.invite.api.invite.r2dbc;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.invite.GenerationNumbers;
import dev.missioncontrol.invite.event.InviteId;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code invite_generation}. Its row is locked while it counts, so that no two
 * requests get the same number.
 */
final class GenerationRows implements GenerationNumbers {

	private static final String NEXT = """
			insert into invite_generation as g (invite_id, last) values (:invite, :newest + 1)
			on conflict (invite_id) do update set last = greatest(g.last + 1, excluded.last)
			returning last""";

	private final DatabaseClient database;

	private final Answers answers;

	GenerationRows(DatabaseClient database, Answers answers) {
		this.database = database;
		this.answers = answers;
	}

	@Override
	public Mono<Integer> next(InviteId inviteId, int newest) {
		return this.answers.inTime(this.database.sql(NEXT)
			.bind("invite", inviteId.value())
			.bind("newest", newest)
			.map((row) -> Columns.required(row, "last", Integer.class))
			.one());
	}

}
