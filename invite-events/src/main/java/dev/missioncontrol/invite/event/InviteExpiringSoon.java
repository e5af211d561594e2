package dev.missioncontrol.invite.event;

import java.time.Instant;
import java.util.Objects;

/**
 * A link that nobody has opened will soon no longer work, on {@link Topics#REMINDERS}: at
 * most once per generation. For whoever wants to remind people; it holds neither the link
 * nor the address, which {@link Topics#COMMANDS} has under the same key.
 *
 * @param inviteId the invite
 * @param generation its newest generation
 * @param organization where to
 * @param expiresAt first instant at which the link no longer works
 */
public record InviteExpiringSoon(InviteId inviteId, int generation, Organization organization,
		Instant expiresAt) implements InviteEvent {

	public InviteExpiringSoon {
		Objects.requireNonNull(inviteId, "inviteId");
		Objects.requireNonNull(organization, "organization");
		Objects.requireNonNull(expiresAt, "expiresAt");
		Generations.check(generation);
	}

}
