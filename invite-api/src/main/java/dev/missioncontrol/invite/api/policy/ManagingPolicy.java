package dev.missioncontrol.invite.api.policy;

import dev.missioncontrol.invite.api.caller.Caller;
import reactor.core.publisher.Mono;

/**
 * Sets the rules of the caller's own organization.
 */
public final class ManagingPolicy {

	private final InvitePolicy operator;

	private final Policies policies;

	/**
	 * Puts the use case together.
	 * @param operator what everybody may ask for at most
	 * @param policies what organizations set
	 */
	public ManagingPolicy(InvitePolicy operator, Policies policies) {
		this.operator = operator;
		this.policies = policies;
	}

	/**
	 * Replaces all rules.
	 * @param caller whose organization
	 * @param request what was sent
	 * @return the rules that hold from now on, on other instances a moment later; a
	 * {@code ProblemException} when they are wider than the operator's, or cannot be kept
	 */
	public Mono<PolicyView> set(Caller caller, PolicyRequest request) {
		return Mono.fromCallable(() -> new PolicyReview(this.operator, request).review(request))
			.flatMap((policy) -> this.policies.put(caller.organization().id(), policy, caller.subject())
				.thenReturn(PolicyView.of(policy, this.operator)));
	}

	/**
	 * Shows the rules.
	 * @param caller whose organization
	 * @return what was set, and what follows from it; a {@code ProblemException} when
	 * they cannot be read
	 */
	public Mono<PolicyView> show(Caller caller) {
		return this.policies.find(caller.organization().id()).map((policy) -> PolicyView.of(policy, this.operator));
	}

}
