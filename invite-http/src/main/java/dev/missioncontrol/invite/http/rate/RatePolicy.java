package dev.missioncontrol.invite.http.rate;

import java.time.Duration;

/**
 * How often one client may come.
 *
 * @param requests that many at once, and in a period
 * @param period after which a client that stayed away may come that many times again
 * @param clients most clients that are remembered, about half a kilobyte each
 */
public record RatePolicy(long requests, Duration period, long clients) {

	/**
	 * Checks all.
	 * @throws IllegalArgumentException when one is not positive
	 */
	public RatePolicy {
		if (requests <= 0 || !period.isPositive() || clients <= 0) {
			throw new IllegalArgumentException("a rate needs requests, a period and clients of more than 0");
		}
	}

}
