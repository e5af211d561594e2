package dev.missioncontrol.invite.api.graphql;

import java.time.Instant;

import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteId;

/**
 * The answer of {@code revoke_invite}.
 */
record RevokeInvitePayload(InviteId inviteId, int generation, String requestedBy, Instant requestedAt) {

	static RevokeInvitePayload of(InviteRevokeRequested command) {
		return new RevokeInvitePayload(command.inviteId(), command.generation(), command.requestedBy(),
				command.requestedAt());
	}

}
