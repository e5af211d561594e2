package dev.missioncontrol.invite.api.invite;

import java.util.List;

import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A request for a fresh link, as it was sent: nothing in it is checked yet.
 *
 * @param ttl how long the link works, as an ISO 8601 duration; null for the default
 * @param malformed what could not even be read
 */
public record ResendRequest(@Nullable String ttl, List<Violation> malformed) {

	/** One without a word. */
	public static final ResendRequest PLAIN = new ResendRequest(null, List.of());

	/**
	 * Keeps what was read.
	 */
	public ResendRequest {
		malformed = List.copyOf(malformed);
	}

}
