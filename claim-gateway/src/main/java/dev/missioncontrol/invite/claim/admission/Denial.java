package dev.missioncontrol.invite.claim.admission;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The provider's "no" (RFC 6749 section 4.1.2.1).
 *
 * @param error its error code
 * @param description its reason: {@code "<code>: <sentence>"} when our Action denied;
 * null when it gives none
 */
public record Denial(String error, @Nullable String description) {

	private static final Map<String, Refusal> BY_CODE = Stream
		.of(Refusal.INVITE_REQUIRED, Refusal.INVITE_INVALID, Refusal.INVITE_EXPIRED, Refusal.INVITE_WRONG_ACCOUNT,
				Refusal.EMAIL_NOT_VERIFIED, Refusal.INVITE_REVOKED, Refusal.INVITE_ALREADY_ACCEPTED,
				Refusal.INVITE_SUPERSEDED, Refusal.INVITE_STATUS_UNAVAILABLE, Refusal.LOGIN_UNAVAILABLE)
		.collect(Collectors.toUnmodifiableMap(Refusal::code, Function.identity()));

	/** What the person or our Action decided; all else is a fault of the set-up. */
	private static final Set<String> DECISIONS = Set.of("access_denied", "unauthorized", "login_required",
			"consent_required", "interaction_required", "account_selection_required");

	/**
	 * What it means for the person.
	 * @return the Action's own code where there is one
	 */
	public Refusal refusal() {
		if (!DECISIONS.contains(this.error)) {
			return Refusal.LOGIN_UNAVAILABLE;
		}
		String text = (this.description != null) ? this.description : "";
		int end = text.indexOf(':');
		String code = ((end >= 0) ? text.substring(0, end) : text).strip().toLowerCase(Locale.ROOT);
		return BY_CODE.getOrDefault(code, Refusal.LOGIN_REFUSED);
	}

	@Override
	public String toString() {
		return "Denial[" + refusal() + "]";
	}

}
