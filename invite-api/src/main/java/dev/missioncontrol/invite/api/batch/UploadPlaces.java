package dev.missioncontrol.invite.api.batch;

import java.util.HashMap;
import java.util.Map;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;

/**
 * The uploads that this instance takes at the same time, no organization more than its
 * share of them. Safe for use by several threads.
 */
final class UploadPlaces {

	private final Map<String, Integer> taken = new HashMap<>();

	private final UploadLimits limits;

	private int total;

	UploadPlaces(UploadLimits limits) {
		this.limits = limits;
	}

	/**
	 * Takes a place.
	 * @throws ProblemException when there is none
	 */
	synchronized void take(String organizationId) {
		if (this.taken.getOrDefault(organizationId, 0) >= this.limits.maxUploadsPerOrganization()) {
			throw new ProblemException(Problem.passing(ProblemCode.TOO_MANY_BATCHES,
					"Your organization sends as many batches at the same time as it may. Nothing was taken.",
					this.limits.retryAfter()));
		}
		if (this.total >= this.limits.maxUploads()) {
			throw new ProblemException(Problem.passing(ProblemCode.OVERLOADED,
					"Nothing was taken; send the batch again.", this.limits.retryAfter()));
		}
		this.total++;
		this.taken.merge(organizationId, 1, Integer::sum);
	}

	synchronized void giveBack(String organizationId) {
		this.total--;
		this.taken.computeIfPresent(organizationId, (_, count) -> (count > 1) ? count - 1 : null);
	}

}
