package dev.missioncontrol.invite.api.invite;

import java.time.Clock;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.caller.RoleOrder;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
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

	private final Duplicates duplicates;

	private final AppendingCommands commands;

	private final Clock clock;

	/**
	 * Puts the use case together.
	 * @param policy what may be asked for
	 * @param order nobody can give a role above their own
	 * @param duplicates what to do about somebody who has a pending invite
	 * @param commands where accepted commands go
	 * @param clock gives the time of the request
	 */
	public RequestingInvite(PolicyInForce policy, RoleOrder order, Duplicates duplicates, AppendingCommands commands,
			Clock clock) {
		this.policy = policy;
		this.order = order;
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
	 * request is refused or gives a role above the caller's own, or the log or the
	 * database cannot be reached
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
			return this.commands.append(Mono.defer(() -> this.duplicates.resolve(wanted, caller, terms)));
		}
		String organization = caller.organization().id();
		InviteCommand wanted = command(terms, caller, InviteId.of(organization, key.value()));
		return this.commands.once(organization, key, Fingerprints.of(terms), wanted,
				(granted) -> (granted.command() instanceof InviteRequested requested)
						? this.duplicates.resolve(requested, caller, terms)
						// An earlier attempt has decided, and may have written it.
						: Mono.just(granted.command()));
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
