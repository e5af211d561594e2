package dev.missioncontrol.invite.claim.web;

import org.springframework.http.MediaType;

/**
 * The body of a notice.
 *
 * @param type what it is
 * @param body the text
 */
record Rendered(MediaType type, String body) {
}
