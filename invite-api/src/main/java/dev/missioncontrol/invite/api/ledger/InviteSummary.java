package dev.missioncontrol.invite.api.ledger;

import java.time.Instant;
import java.util.List;

import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Role;

/**
 * An invite as lists show it: all but its timeline.
 *
 * @param inviteId its id
 * @param email who is invited
 * @param organization where to
 * @param roles with which roles
 * @param status where it stands
 * @param generation number of the newest link
 * @param requestedBy who asked for that link
 * @param requestedAt when the first link was asked for
 * @param expiresAt first instant at which the newest link no longer works
 */
public record InviteSummary(InviteId inviteId, String email, String organization, List<Role> roles, InviteStatus status,
		int generation, String requestedBy, Instant requestedAt, Instant expiresAt) {

}
