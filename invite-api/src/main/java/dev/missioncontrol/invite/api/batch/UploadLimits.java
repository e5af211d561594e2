package dev.missioncontrol.invite.api.batch;

import java.time.Duration;
import java.util.stream.IntStream;

/**
 * What uploads may be like.
 *
 * @param maxRows most rows of one
 * @param maxUploads most of them at the same time on this instance
 * @param maxUploadsPerOrganization most of these for one organization
 * @param maxOpenPerOrganization most batches of an organization that have not ended,
 * uploads included, on all instances
 * @param chunk rows that are kept at once
 * @param retryAfter what callers are told when there are too many at the same time
 */
public record UploadLimits(int maxRows, int maxUploads, int maxUploadsPerOrganization, int maxOpenPerOrganization,
		int chunk, Duration retryAfter) {

	/**
	 * Checks all.
	 * @throws IllegalArgumentException when one is not positive
	 */
	public UploadLimits {
		if (IntStream.of(maxRows, maxUploads, maxUploadsPerOrganization, maxOpenPerOrganization, chunk)
			.anyMatch((limit) -> limit < 1) || !retryAfter.isPositive()) {
			throw new IllegalArgumentException("the limits, chunk and retry-after of invite.batch must be more than 0");
		}
	}

}
