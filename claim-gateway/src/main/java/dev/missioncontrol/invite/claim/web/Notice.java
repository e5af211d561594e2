package dev.missioncontrol.invite.claim.web;

import java.net.URI;

import dev.missioncontrol.invite.claim.admission.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Something that went no further, as it is told to people and programs.
 *
 * @param code stable name; its texts are in the message bundle
 * @param status status of the response
 * @param action key of the label of what a person can do now; null when there is nothing
 * @param target where that leads; null when there is nothing
 */
record Notice(String code, HttpStatus status, @Nullable String action, @Nullable URI target) {

	static Notice of(Refusal refusal) {
		return new Notice(refusal.code(), status(refusal), null, null);
	}

	static Notice of(HttpStatus status) {
		return new Notice(switch (status) {
			case NOT_FOUND -> "not_found";
			case METHOD_NOT_ALLOWED -> "method_not_allowed";
			case UNAUTHORIZED -> "unauthorized";
			default -> status.is4xxClientError() ? "bad_request" : "internal_error";
		}, status, null, null);
	}

	Notice withAction(String label, URI target) {
		return new Notice(this.code, this.status, label, target);
	}

	private static HttpStatus status(Refusal refusal) {
		return switch (refusal) {
			case INVITE_REQUIRED, INVITE_INVALID, LOGIN_UNKNOWN, LOGIN_USED -> HttpStatus.BAD_REQUEST;
			case INVITE_EXPIRED, INVITE_REVOKED, INVITE_SUPERSEDED, INVITE_ALREADY_ACCEPTED -> HttpStatus.GONE;
			case INVITE_WRONG_ACCOUNT, EMAIL_NOT_VERIFIED, LOGIN_REFUSED -> HttpStatus.FORBIDDEN;
			case INVITE_STATUS_UNAVAILABLE, LOGIN_UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
		};
	}

}
