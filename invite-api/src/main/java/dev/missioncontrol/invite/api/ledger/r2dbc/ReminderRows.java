package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.ledger.Reminders;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteExpiringSoon;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Organization;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The table {@code invite_reminder}: of which generations it was decided to remind, and
 * what of that is not known to be published.
 */
final class ReminderRows implements Reminders {

	private static final String SOURCE = "/invite-api";

	private static final String UNPUBLISHED = """
			with taken as (
				update invite_reminder set taken_until = now() + $2 * interval '1 ms'
				where (invite_id, generation) in (
					select invite_id, generation from invite_reminder
					where not published and (taken_until is null or taken_until < now())
					order by at limit $1 for update skip locked)
				returning invite_id, generation, organization_id, organization_name, expires_at, at)
			select * from taken order by at""";

	private static final String PUBLISHED = """
			update invite_reminder set published = true, taken_until = null
			where (invite_id, generation) in (select * from unnest($1::uuid[], $2::integer[])) and not published""";

	private static final String GIVE_BACK = """
			update invite_reminder set taken_until = null
			where (invite_id, generation) in (select * from unnest($1::uuid[], $2::integer[])) and not published""";

	private final DatabaseClient database;

	private final Duration lease;

	ReminderRows(DatabaseClient database, Duration lease) {
		this.database = database;
		this.lease = lease;
	}

	@Override
	public Flux<CloudEvent<InviteExpiringSoon>> unpublished(int limit) {
		return this.database.sql(UNPUBLISHED)
			.bind(0, limit)
			.bind(1, this.lease.toMillis())
			.map(ReminderRows::event)
			.all();
	}

	private static CloudEvent<InviteExpiringSoon> event(Readable row) {
		return CloudEvent.once(SOURCE, Columns.time(row, "at"),
				new InviteExpiringSoon(new InviteId(Columns.required(row, "invite_id", UUID.class)),
						Columns.required(row, "generation", Integer.class),
						new Organization(Columns.required(row, "organization_id", String.class),
								Columns.required(row, "organization_name", String.class)),
						Columns.time(row, "expires_at")));
	}

	@Override
	public Mono<Void> published(List<CloudEvent<InviteExpiringSoon>> events) {
		return each(PUBLISHED, events);
	}

	@Override
	public Mono<Void> giveBack(List<CloudEvent<InviteExpiringSoon>> events) {
		return each(GIVE_BACK, events);
	}

	private Mono<Void> each(String sql, List<CloudEvent<InviteExpiringSoon>> events) {
		return this.database.sql(sql)
			.bind(0, Columns.uuids(events, (event) -> event.data().inviteId().value()))
			.bind(1, Columns.integers(events, (event) -> event.data().generation()))
			.then();
	}

}
