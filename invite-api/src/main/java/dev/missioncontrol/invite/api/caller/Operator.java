package dev.missioncontrol.invite.api.caller;

/**
 * Somebody who looks after the pipeline, for all organizations.
 *
 * @param subject who: {@code sub} of the token, 1 to 255 characters
 */
public record Operator(String subject) {

}
