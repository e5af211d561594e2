package dev.missioncontrol.invite.api.invite;

import java.util.Locale;

import dev.missioncontrol.invite.api.policy.Allowance;
import dev.missioncontrol.invite.api.policy.Allowances;
import dev.missioncontrol.invite.api.policy.OrganizationPolicy;
import dev.missioncontrol.invite.api.policy.Policies;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Counts every e-mail that an organization has sent out, first ones and later ones alike,
 * and refuses those that are too many.
 */
public final class CountedInvites implements PendingInvites {

	private final PendingInvites pending;

	private final Policies policies;

	private final Allowances allowances;

	/**
	 * Puts it together.
	 * @param pending asked first: what is not to be had is not counted
	 * @param policies hold the limits
	 * @param allowances count
	 */
	public CountedInvites(PendingInvites pending, Policies policies, Allowances allowances) {
		this.pending = pending;
		this.policies = policies;
		this.allowances = allowances;
	}

	@Override
	public Mono<Place> take(Invite invite, @Nullable InviteId instead) {
		return this.pending.take(invite, instead).delayUntil((place) -> switch (place) {
			case Place.Ours _ -> count(invite)
				.onErrorResume((ex) -> this.pending.giveBack(invite).onErrorComplete().then(Mono.error(ex)));
			case Place.Taken _ -> Mono.empty();
		});
	}

	private Mono<Void> count(Invite invite) {
		String organization = invite.organization().id();
		return this.policies.find(organization)
			.filter(OrganizationPolicy::isLimited)
			.flatMap((policy) -> this.allowances.take(organization, policy))
			.flatMap((allowance) -> switch (allowance) {
				case Allowance.Granted _ -> Mono.empty();
				case Allowance.Exhausted exhausted -> Mono.error(tooMany(exhausted));
			});
	}

	private static ProblemException tooMany(Allowance.Exhausted exhausted) {
		String limit = exhausted.limit().name().toLowerCase(Locale.ROOT);
		return new ProblemException(Problem.limited(
				"Your organization may send " + exhausted.most() + " invites a " + limit + "; no more for now.", limit,
				exhausted.most(), exhausted.limit().window(), exhausted.retryAfter()));
	}

	@Override
	public Mono<Void> confirm(Invite invite) {
		return this.pending.confirm(invite);
	}

	@Override
	public Mono<Void> giveBack(Invite invite) {
		String organization = invite.organization().id();
		return this.pending.giveBack(invite)
			.then(this.policies.find(organization))
			.filter(OrganizationPolicy::isLimited)
			.flatMap((_) -> this.allowances.giveBack(organization));
	}

}
