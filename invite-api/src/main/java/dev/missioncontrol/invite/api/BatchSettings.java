package dev.missioncontrol.invite.api;

import java.time.Duration;

import dev.missioncontrol.invite.api.batch.UploadLimits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How much comes at once, and how fast it is carried out.
 *
 * @param maxRows most rows of a batch
 * @param maxUploads most uploads at the same time on this instance
 * @param maxUploadsPerOrganization most of these for one organization
 * @param maxOpenPerOrganization most batches of an organization that have not ended
 * @param chunk rows of an upload that are kept at once
 * @param retryAfter what callers are told when there are too many uploads
 * @param concurrency rows of a part that are carried out at the same time
 */
@ConfigurationProperties("invite.batch")
record BatchSettings(int maxRows, int maxUploads, int maxUploadsPerOrganization, int maxOpenPerOrganization, int chunk,
		Duration retryAfter, int concurrency) {

	BatchSettings {
		if (concurrency < 1 || concurrency > 256) {
			throw new IllegalArgumentException("invite.batch.concurrency must lie between 1 and 256");
		}
	}

	UploadLimits limits() {
		return new UploadLimits(this.maxRows, this.maxUploads, this.maxUploadsPerOrganization,
				this.maxOpenPerOrganization, this.chunk, this.retryAfter);
	}

}
