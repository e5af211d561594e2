package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.util.List;
import java.util.UUID;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.ledger.InviteMilestone;
import dev.missioncontrol.invite.api.ledger.Milestone;
import dev.missioncontrol.invite.event.InviteId;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code invite_milestone}.
 */
final class MilestoneRows {

	private static final String MERGE = """
			insert into invite_milestone as m (invite_id, generation, milestone, detail, at)
			select * from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::timestamptz[])
			on conflict (invite_id, generation, milestone, detail) do update set at = excluded.at
			where excluded.at < m.at""";

	private static final String FIND = """
			select invite_id, generation, milestone, detail, at from invite_milestone where invite_id = any($1)""";

	private final DatabaseClient database;

	MilestoneRows(DatabaseClient database) {
		this.database = database;
	}

	Mono<Void> merge(List<InviteMilestone> milestones) {
		if (milestones.isEmpty()) {
			return Mono.empty();
		}
		return this.database.sql(MERGE)
			.bind(0, Columns.uuids(milestones, (milestone) -> milestone.key().inviteId().value()))
			.bind(1, Columns.integers(milestones, (milestone) -> milestone.key().generation()))
			.bind(2, Columns.texts(milestones, (milestone) -> milestone.key().milestone().wireName()))
			.bind(3, Columns.texts(milestones, (milestone) -> milestone.key().detail()))
			.bind(4, Columns.times(milestones, InviteMilestone::at))
			.then();
	}

	Flux<InviteMilestone> find(List<InviteId> inviteIds) {
		return this.database.sql(FIND)
			.bind(0, Columns.uuids(inviteIds, InviteId::value))
			.map(MilestoneRows::milestone)
			.all();
	}

	private static InviteMilestone milestone(Readable row) {
		InviteId inviteId = new InviteId(Columns.required(row, "invite_id", UUID.class));
		return new InviteMilestone(new InviteMilestone.Key(inviteId, Columns.required(row, "generation", Integer.class),
				Milestone.named(Columns.required(row, "milestone", String.class)),
				Columns.required(row, "detail", String.class)), Columns.time(row, "at"));
	}

}
