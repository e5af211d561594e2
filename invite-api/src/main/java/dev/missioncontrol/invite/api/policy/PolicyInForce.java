package dev.missioncontrol.invite.api.policy;

import reactor.core.publisher.Mono;

/**
 * What holds for an organization now.
 */
public final class PolicyInForce {

	private final InvitePolicy operator;

	private final Policies policies;

	/**
	 * Puts it together.
	 * @param operator what everybody may ask for at most
	 * @param policies what organizations set
	 */
	public PolicyInForce(InvitePolicy operator, Policies policies) {
		this.operator = operator;
		this.policies = policies;
	}

	/**
	 * The rules of an organization, the operator's included.
	 * @param organizationId whose rules
	 * @return the rules; a {@code ProblemException} when they cannot be told
	 */
	public Mono<InvitePolicy> of(String organizationId) {
		return this.policies.find(organizationId).map(this.operator::narrowedBy);
	}

}
