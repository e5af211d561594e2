package dev.missioncontrol.invite.api.invite.web;

import java.time.Instant;
import java.util.Collection;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Role;

/**
 * The body of a {@code 202}.
 */
record AcceptedInvite(InviteId inviteId, String status, String email, String organization, Collection<Role> roles,
		int generation, Instant requestedAt, Instant expiresAt) {

	static AcceptedInvite of(Invite invite) {
		return new AcceptedInvite(invite.inviteId(), "requested", invite.email().value(), invite.organization().id(),
				invite.roles(), invite.generation(), invite.requestedAt(), invite.expiresAt());
	}

}
