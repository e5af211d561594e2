package dev.missioncontrol.invite.api.batch;

import java.time.Duration;

/**
 * What uploads may be like.
 *
 * @param maxRows most rows of one
 * @param maxUploads most of them at the same time on this instance
 * @param chunk rows that are kept at once
 * @param retryAfter what callers are told when there are too many at the same time
 */
public record UploadLimits(int maxRows, int maxUploads, int chunk, Duration retryAfter) {

	/**
	 * Checks all.
	 * @throws IllegalArgumentException when one is not positive
	 */
	public UploadLimits {
		if (maxRows < 1 || maxUploads < 1 || chunk < 1 || !retryAfter.isPositive()) {
			throw new IllegalArgumentException(
					"invite.batch.max-rows, max-uploads, chunk and retry-after must be more than 0");
		}
	}

}
