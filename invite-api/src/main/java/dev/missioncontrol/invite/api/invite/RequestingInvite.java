package dev.missioncontrol.invite.api.invite;

import java.time.Clock;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.caller.RoleOrder;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Invites somebody. Accepted means that the command is in the log.
 */
public final class RequestingInvite {

	private final InvitePolicy policy;

	private final RoleOrder order;

	private final AppendingCommands commands;

	private final Clock clock;

	/**
	 * Puts the use case together.
	 * @param policy what may be asked for
	 * @param order nobody can give a role above their own
	 * @param commands where accepted commands go
	 * @param clock gives the time of the request
	 */
	public RequestingInvite(InvitePolicy policy, RoleOrder order, AppendingCommands commands, Clock clock) {
		this.policy = policy;
		this.order = order;
		this.commands = commands;
		this.clock = clock;
	}

	/**
	 * Invites somebody into the caller's organization.
	 * @param caller who asks
	 * @param request what was sent
	 * @param key makes it safe to send the same request again; null for none
	 * @return what was accepted, now or by an earlier request with the same key; a
	 * {@code ProblemException} when the request is refused, when it gives a role above
	 * the caller's own, or when the log, or for a request with a key the store, cannot be
	 * reached
	 */
	public Mono<Invite> request(Caller caller, InviteRequest request, @Nullable IdempotencyKey key) {
		return switch (Review.of(request, this.policy)) {
			case Review.Result.Objections(var violations) ->
				Mono.error(new ProblemException(Problem.invalid(violations)));
			case Review.Result.Terms(var terms) -> Mono.fromRunnable(() -> this.order.check(caller, terms.roles()))
				.then(Mono.defer(() -> request(caller, terms, key)));
		};
	}

	private Mono<Invite> request(Caller caller, InviteTerms terms, @Nullable IdempotencyKey key) {
		if (key == null) {
			return this.commands.append(command(terms, caller, InviteId.next())).map(InviteRequested::invite);
		}
		String organization = caller.organization().id();
		return this.commands.once(organization, key, Fingerprints.of(terms),
				command(terms, caller, InviteId.of(organization, key.value())), (_) -> {
				})
			.map(InviteRequested::invite);
	}

	private InviteRequested command(InviteTerms terms, Caller caller, InviteId id) {
		return new InviteRequested(terms.invite(id, caller, this.clock.instant()));
	}

}
