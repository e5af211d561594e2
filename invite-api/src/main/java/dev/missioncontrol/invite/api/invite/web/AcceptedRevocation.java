package dev.missioncontrol.invite.api.invite.web;

import java.time.Instant;

import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a {@code 202} to a revocation.
 */
record AcceptedRevocation(InviteId inviteId, int generation, String requestedBy, Instant requestedAt,
		@Nullable String reason) {

	static AcceptedRevocation of(InviteRevokeRequested command) {
		return new AcceptedRevocation(command.inviteId(), command.generation(), command.requestedBy(),
				command.requestedAt(), command.reason());
	}

}
