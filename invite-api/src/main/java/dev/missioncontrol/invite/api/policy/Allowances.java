package dev.missioncontrol.invite.api.policy;

import reactor.core.publisher.Mono;

/**
 * Counts invites of organizations, for all instances together.
 */
public interface Allowances {

	/**
	 * Counts one invite, if the limits allow it.
	 * @param organizationId whose
	 * @param policy holds the limits
	 * @return whether it was counted; a {@code ProblemException} when that cannot be told
	 */
	Mono<Allowance> take(String organizationId, OrganizationPolicy policy);

	/**
	 * Takes one back from the count of the day: the invite came to nothing. What was
	 * counted for the minute stays.
	 * @param organizationId whose
	 * @return completes when that is done
	 */
	Mono<Void> giveBack(String organizationId);

}
