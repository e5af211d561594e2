package dev.missioncontrol.invite.api.graphql;

import java.time.Instant;
import java.util.Collection;

import dev.missioncontrol.invite.api.ledger.InviteStatus;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Role;

/**
 * The answer of {@code invite_user}.
 */
record InviteUserPayload(InviteId inviteId, InviteStatus status, String email, String organization,
		Collection<Role> roles, int generation, Instant requestedAt, Instant expiresAt) {

	static InviteUserPayload of(Invite invite) {
		return new InviteUserPayload(invite.inviteId(), InviteStatus.REQUESTED, invite.email().value(),
				invite.organization().id(), invite.roles(), invite.generation(), invite.requestedAt(),
				invite.expiresAt());
	}

}
