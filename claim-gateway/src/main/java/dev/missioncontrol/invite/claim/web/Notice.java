package dev.missioncontrol.invite.claim.web;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import dev.missioncontrol.invite.claim.admission.Refusal;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Something that went no further, as it is told to people and programs.
 *
 * @param code stable name; its texts are in the message bundle
 * @param status status of the response
 * @param hint one more thing to say to a person; null when there is nothing
 * @param actions what a person can do now, the best first
 */
record Notice(String code, HttpStatus status, @Nullable Hint hint, List<Action> actions) {

	static Notice of(Refusal refusal) {
		return new Notice(refusal.code(), status(refusal), null, List.of());
	}

	static Notice of(HttpStatus status) {
		return new Notice(switch (status) {
			case NOT_FOUND -> "not_found";
			case METHOD_NOT_ALLOWED -> "method_not_allowed";
			case UNAUTHORIZED -> "unauthorized";
			case TOO_MANY_REQUESTS -> "too_many_requests";
			default -> status.is4xxClientError() ? "bad_request" : "internal_error";
		}, status, null, List.of());
	}

	Notice withAction(String label, URI target) {
		Stream<Action> all = Stream.concat(this.actions.stream(), Stream.of(new Action(label, target)));
		return new Notice(this.code, this.status, this.hint, all.toList());
	}

	Notice withHint(String key, Object... arguments) {
		return new Notice(this.code, this.status, new Hint(key, List.of(arguments)), this.actions);
	}

	private static HttpStatus status(Refusal refusal) {
		return switch (refusal) {
			case INVITE_REQUIRED, INVITE_INVALID, LOGIN_UNKNOWN, LOGIN_USED -> HttpStatus.BAD_REQUEST;
			case INVITE_EXPIRED, INVITE_REVOKED, INVITE_SUPERSEDED, INVITE_ALREADY_ACCEPTED -> HttpStatus.GONE;
			case INVITE_WRONG_ACCOUNT, EMAIL_NOT_VERIFIED, LOGIN_REFUSED -> HttpStatus.FORBIDDEN;
			case INVITE_STATUS_UNAVAILABLE, LOGIN_UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
		};
	}

	/**
	 * A link.
	 *
	 * @param label key of its label
	 * @param target where it leads
	 */
	record Action(String label, URI target) {
	}

	/**
	 * A sentence.
	 *
	 * @param key its key in the message bundle
	 * @param arguments what is put into it
	 */
	record Hint(String key, List<Object> arguments) {
	}

}
