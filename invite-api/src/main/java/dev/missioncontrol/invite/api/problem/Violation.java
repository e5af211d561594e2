package dev.missioncontrol.invite.api.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) into the request; empty for the
 * whole of it
 * @param code stable name of the rule, lower-case words joined by hyphens
 * @param detail a sentence for people; holds nothing of the value that is wrong
 */
public record Violation(String pointer, String code, String detail) {

}
