package dev.missioncontrol.invite.api.invite;

import java.util.List;

import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A request to take an invite back, as it was sent.
 *
 * @param reason the admin's words; null when none were given
 * @param malformed what could not even be read
 */
public record RevokeRequest(@Nullable String reason, List<Violation> malformed) {

	/** Longest reason, in UTF-16 units. */
	public static final int MAX_REASON = 255;

	/** One without a word. */
	public static final RevokeRequest PLAIN = new RevokeRequest(null, List.of());

	/**
	 * Objects to a reason that is too long or cannot be kept.
	 */
	public RevokeRequest {
		if (reason != null && malformed.isEmpty() && !PlainText.fits(reason, MAX_REASON)) {
			malformed = List.of(new Violation("/reason", "invalid-reason",
					"A reason has " + MAX_REASON + " characters at most, and none of them is a control character."));
		}
		malformed = List.copyOf(malformed);
	}

}
