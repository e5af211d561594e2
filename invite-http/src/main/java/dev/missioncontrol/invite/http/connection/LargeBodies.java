package dev.missioncontrol.invite.http.connection;

import java.time.Duration;
import java.util.Set;

import io.netty.handler.codec.http.HttpRequest;

/**
 * An exception from the limits of bodies, for some addresses. Whoever is answered before
 * the body is here has the usual time for the rest of it: strangers gain nothing.
 *
 * @param paths the addresses, to the letter; all others keep the usual limits
 * @param maxBody longest body there, in bytes
 * @param within for a body there to come in
 */
public record LargeBodies(Set<String> paths, long maxBody, Duration within) {

	/**
	 * Checks both limits.
	 * @throws IllegalArgumentException naming the one that is not positive
	 */
	public LargeBodies {
		paths = Set.copyOf(paths);
		if (maxBody <= 0 || !within.isPositive()) {
			throw new IllegalArgumentException("invite.http.large-bodies.max-body and timeout must be more than 0");
		}
	}

	/** The part of the target before the query (RFC 9112 section 3.2.1). */
	boolean isFor(HttpRequest head) {
		String target = head.uri();
		int query = target.indexOf('?');
		return this.paths.contains((query < 0) ? target : target.substring(0, query));
	}

}
