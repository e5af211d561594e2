package dev.missioncontrol.invite.api.invite;

import java.time.Clock;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.caller.RoleOrder;
import dev.missioncontrol.invite.api.idempotency.Claim;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.member.CheckingMembership;
import dev.missioncontrol.invite.api.policy.PolicyInForce;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Invites somebody. Accepted means that the command is in the log.
 */
public final class RequestingInvite {

	private final PolicyInForce policy;

	private final RoleOrder order;

	private final CheckingMembership membership;

	private final Duplicates duplicates;

	private final AppendingCommands commands;

	private final Clock clock;

	/**
	 * Puts the use case together.
	 * @param policy what may be asked for
	 * @param order nobody can give a role above their own
	 * @param membership finds those who need no invite
	 * @param duplicates what to do about somebody who has a pending invite
	 * @param commands where accepted commands go
	 * @param clock gives the time of the request
	 */
	public RequestingInvite(PolicyInForce policy, RoleOrder order, CheckingMembership membership, Duplicates duplicates,
			AppendingCommands commands, Clock clock) {
		this.policy = policy;
		this.order = order;
		this.membership = membership;
		this.duplicates = duplicates;
		this.commands = commands;
		this.clock = clock;
	}

	/**
	 * Invites somebody into the caller's organization.
	 * @param caller who asks; one who replaces an invite must be allowed to revoke it
	 * @param request what was sent
	 * @param key makes it safe to send the same request again; null for none
	 * @return what was accepted, now or by an earlier request with the same key: the new
	 * invite, or a new generation of the pending one; a {@code ProblemException} when the
	 * request is refused or gives a role above the caller's own, when the person is a
	 * member, or when the log or the database cannot be reached
	 */
	public Mono<Invite> request(Caller caller, InviteRequest request, @Nullable IdempotencyKey key) {
		return this.policy.of(caller.organization().id()).flatMap((policy) -> switch (Review.of(request, policy)) {
			case Review.Result.Objections(var violations) ->
				Mono.error(new ProblemException(Problem.invalid(violations)));
			case Review.Result.Terms(var terms) -> Mono.fromRunnable(() -> this.order.check(caller, terms.roles()))
				.then(Mono.defer(() -> request(caller, terms, key)))
				.map(RequestingInvite::invite);
		});
	}

	private Mono<InviteCommand> request(Caller caller, InviteTerms terms, @Nullable IdempotencyKey key) {
		if (key == null) {
			InviteRequested wanted = command(terms, caller, InviteId.next());
			return this.commands.append(Mono.defer(() -> decide(wanted, caller, terms)));
		}
		String organization = caller.organization().id();
		InviteCommand wanted = command(terms, caller, InviteId.of(organization, key.value()));
		return this.commands.once(organization, key, Fingerprints.of(terms), wanted,
				(granted) -> decide(granted, caller, terms));
	}

	/** An earlier attempt has decided, and may have written what it decided. */
	private Mono<InviteCommand> decide(Claim.Granted<InviteCommand> granted, Caller caller, InviteTerms terms) {
		if (!(granted.command() instanceof InviteRequested wanted)) {
			return Mono.just(granted.command());
		}
		// The person may have become a member by that very invite.
		return (granted.attempt() == 1) ? decide(wanted, caller, terms)
				: this.duplicates.resolve(wanted, caller, terms);
	}

	private Mono<InviteCommand> decide(InviteRequested wanted, Caller caller, InviteTerms terms) {
		return this.membership.check(caller.organization().id(), terms.email())
			.then(Mono.defer(() -> this.duplicates.resolve(wanted, caller, terms)));
	}

	private InviteRequested command(InviteTerms terms, Caller caller, InviteId id) {
		return new InviteRequested(terms.invite(id, caller, this.clock.instant()));
	}

	private static Invite invite(InviteCommand command) {
		return switch (command) {
			case InviteRequested(var invite, var _) -> invite;
			case InviteResendRequested(var invite, var _) -> invite;
			case InviteRevokeRequested _ -> throw new IllegalStateException("a revocation answers no invite request");
		};
	}

}
