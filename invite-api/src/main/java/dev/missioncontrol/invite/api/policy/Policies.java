package dev.missioncontrol.invite.api.policy;

import reactor.core.publisher.Mono;

/**
 * What organizations set for themselves.
 */
public interface Policies {

	/**
	 * What an organization set.
	 * @param organizationId whose policy
	 * @return {@link OrganizationPolicy#NONE} when it set nothing; a
	 * {@code ProblemException} when that cannot be told
	 */
	Mono<OrganizationPolicy> find(String organizationId);

	/**
	 * Replaces what an organization set.
	 * @param organizationId whose policy
	 * @param policy all of it
	 * @param changedBy subject ({@code sub}) of the admin
	 * @return completes when it is kept; a {@code ProblemException} when it is not
	 */
	Mono<Void> put(String organizationId, OrganizationPolicy policy, String changedBy);

}
