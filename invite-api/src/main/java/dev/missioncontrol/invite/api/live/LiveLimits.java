package dev.missioncontrol.invite.api.live;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * What streams may cost.
 *
 * @param pollInterval from one look at all organizations with readers to the next
 * @param page most changes that are read at once
 * @param maxBehind most changes that a reader who resumes is told one by one
 * @param longest how long a stream lasts
 * @param maxStreams most streams of this instance
 * @param maxPerOrganization most of them for one organization
 * @param retryAfter when readers beyond that are told to come back
 */
public record LiveLimits(Duration pollInterval, int page, int maxBehind, Duration longest, int maxStreams,
		int maxPerOrganization, Duration retryAfter) {

	/**
	 * Checks the limits.
	 * @throws IllegalArgumentException when one of them is not more than 0
	 */
	public LiveLimits {
		if (Stream.of(pollInterval, longest, retryAfter).anyMatch((time) -> !time.isPositive()) || page < 1
				|| maxBehind < 1 || maxStreams < 1 || maxPerOrganization < 1) {
			throw new IllegalArgumentException("every setting of invite.live must be more than 0");
		}
	}

}
