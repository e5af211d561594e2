package dev.missioncontrol.invite.http.connection;

import java.time.Duration;

/**
 * What one server lets its clients do.
 *
 * @param maxConnections most connections at a time
 * @param maxBody longest body of a request, in bytes
 * @param head for the head of a request to come in, from its first byte or from the start
 * of the connection
 * @param body for its body
 * @param idle for a connection without a request
 * @param response for the client to take a response, from its beginning to its last byte;
 * for each megabyte of a long one, and for each piece of an event stream
 * @param linger how long a refused client is still listened to, so that it can read why
 * @param problemBase what the type of a refusal begins with
 * @param largeBodies where bodies may be larger, and take longer
 */
public record ConnectionLimits(int maxConnections, long maxBody, Duration head, Duration body, Duration idle,
		Duration response, Duration linger, String problemBase, LargeBodies largeBodies) {

	/**
	 * Checks all.
	 * @throws IllegalArgumentException naming the one that is not positive
	 */
	public ConnectionLimits {
		require(maxConnections > 0, "max-connections");
		require(maxBody > 0, "max-body");
		require(head.isPositive(), "head-timeout");
		require(body.isPositive(), "body-timeout");
		require(idle.isPositive(), "idle-timeout");
		require(response.isPositive(), "response-timeout");
		require(linger.isPositive(), "linger");
	}

	private static void require(boolean positive, String name) {
		if (!positive) {
			throw new IllegalArgumentException("invite.http." + name + " must be more than 0");
		}
	}

}
