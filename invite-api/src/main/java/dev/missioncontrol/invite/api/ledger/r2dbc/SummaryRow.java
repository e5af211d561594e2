package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import dev.missioncontrol.invite.api.database.r2dbc.Columns;
import dev.missioncontrol.invite.api.ledger.InviteStatus;
import dev.missioncontrol.invite.api.ledger.InviteSummary;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Role;
import io.r2dbc.spi.Readable;

/**
 * The columns of the table {@code invite} that lists show.
 */
final class SummaryRow {

	static final String COLUMNS = "id, generation, organization_id, email, roles, requested_by, requested_at,"
			+ " expires_at, standing";

	private SummaryRow() {
	}

	/** How an invite looks at a time. */
	static InviteSummary summary(Readable row, Instant now) {
		InviteStatus standing = InviteStatus.named(Columns.required(row, "standing", String.class)).orElseThrow();
		return new InviteSummary(new InviteId(Columns.required(row, "id", UUID.class)),
				Columns.required(row, "email", String.class), Columns.required(row, "organization_id", String.class),
				Arrays.stream(Columns.required(row, "roles", String[].class)).map(Role::new).toList(),
				standing.at(Columns.time(row, "expires_at"), now), Columns.required(row, "generation", Integer.class),
				Columns.required(row, "requested_by", String.class), Columns.time(row, "requested_at"),
				Columns.time(row, "expires_at"));
	}

}
