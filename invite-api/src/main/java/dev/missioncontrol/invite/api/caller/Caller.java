package dev.missioncontrol.invite.api.caller;

import java.util.Set;

import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Role;

/**
 * An admin, as the bearer token says.
 *
 * @param subject who: {@code sub} of the token, 1 to 255 characters
 * @param organization for whom; all that the caller sees and does is in it
 * @param roles the caller's own roles there
 */
public record Caller(String subject, Organization organization, Set<Role> roles) {

	public Caller {
		roles = Set.copyOf(roles);
	}

}
