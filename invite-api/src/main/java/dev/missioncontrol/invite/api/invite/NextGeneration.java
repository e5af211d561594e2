package dev.missioncontrol.invite.api.invite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.caller.RoleOrder;
import dev.missioncontrol.invite.api.policy.InvitePolicy;
import dev.missioncontrol.invite.api.policy.PolicyInForce;
import dev.missioncontrol.invite.api.policy.ResendPolicy;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import reactor.core.publisher.Mono;

/**
 * Makes the command that gives an invite a fresh link.
 */
public final class NextGeneration {

	private final GenerationNumbers numbers;

	private final RoleOrder order;

	private final PolicyInForce policy;

	private final Clock clock;

	/**
	 * Puts it together.
	 * @param numbers of generations
	 * @param order nobody can give a role above their own, not even once more
	 * @param policy what becomes of earlier links
	 * @param clock gives the time of the request
	 */
	public NextGeneration(GenerationNumbers numbers, RoleOrder order, PolicyInForce policy, Clock clock) {
		this.order = order;
		this.numbers = numbers;
		this.policy = policy;
		this.clock = clock;
	}

	/** The policy goes with the command, so that it is decided once and for all. */
	Mono<InviteResendRequested> of(Invite newest, Caller caller, Duration ttl) {
		return Mono.fromRunnable(() -> this.order.check(caller, newest.roles()))
			.then(this.policy.of(caller.organization().id()))
			.map(InvitePolicy::resend)
			.flatMap((resend) -> this.numbers.next(newest.inviteId(), newest.generation())
				.map((number) -> new InviteResendRequested(again(newest, number, caller, ttl),
						(resend == ResendPolicy.SUPERSEDE) ? true : null)));
	}

	private Invite again(Invite newest, int number, Caller caller, Duration ttl) {
		Instant now = this.clock.instant();
		return new Invite(newest.inviteId(), number, newest.email(), caller.organization(), newest.roles(),
				caller.subject(), now, now.plus(ttl), newest.locale(), newest.metadata());
	}

}
