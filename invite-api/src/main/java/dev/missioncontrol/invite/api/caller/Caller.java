package dev.missioncontrol.invite.api.caller;

import dev.missioncontrol.invite.event.Organization;

/**
 * An admin, as the bearer token says.
 *
 * @param subject who: {@code sub} of the token, 1 to 255 characters
 * @param organization for whom; all that the caller sees and does is in it
 */
public record Caller(String subject, Organization organization) {

}
