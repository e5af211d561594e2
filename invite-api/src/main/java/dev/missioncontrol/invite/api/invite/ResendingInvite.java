package dev.missioncontrol.invite.api.invite;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.ledger.InviteStatus;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.ledger.LookingUpInvite;
import dev.missioncontrol.invite.api.policy.InvitePolicy;
import dev.missioncontrol.invite.api.policy.PolicyInForce;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Gives an invite a fresh link and e-mail, also one that has expired or failed. Accepted
 * means that the command is in the log.
 */
public final class ResendingInvite {

	private final PolicyInForce policy;

	private final LookingUpInvite lookingUp;

	private final NextGeneration nextGeneration;

	private final Duplicates duplicates;

	private final AppendingCommands commands;

	private final Clock clock;

	/**
	 * Puts the use case together.
	 * @param policy what may be asked for
	 * @param lookingUp tells what the invite is
	 * @param nextGeneration makes the command
	 * @param duplicates what to do about somebody who has another pending invite
	 * @param commands where accepted commands go
	 * @param clock tells what has expired
	 */
	public ResendingInvite(PolicyInForce policy, LookingUpInvite lookingUp, NextGeneration nextGeneration,
			Duplicates duplicates, AppendingCommands commands, Clock clock) {
		this.policy = policy;
		this.lookingUp = lookingUp;
		this.nextGeneration = nextGeneration;
		this.duplicates = duplicates;
		this.commands = commands;
		this.clock = clock;
	}

	/**
	 * Sends an invite of the caller's organization again.
	 * @param caller who asks
	 * @param id id of the invite as it was sent
	 * @param request what was sent
	 * @param key makes it safe to send the same request again; null for none
	 * @return the new generation, accepted now or by an earlier request with the same
	 * key; a {@code ProblemException} when there is no such invite, when it has ended for
	 * good, when the person has another pending one, or when the ledger, the log or the
	 * database cannot be reached
	 */
	public Mono<Invite> resend(Caller caller, String id, ResendRequest request, @Nullable IdempotencyKey key) {
		return this.policy.of(caller.organization().id())
			.map((policy) -> ttl(request, policy))
			.flatMap((ttl) -> this.lookingUp.lookUp(caller, id).flatMap((entry) -> resend(caller, entry, ttl, key)))
			.map(InviteResendRequested::invite);
	}

	private static Duration ttl(ResendRequest request, InvitePolicy policy) {
		List<Violation> violations = new ArrayList<>(request.malformed());
		Duration ttl = Lifetime.of(request.ttl(), policy, violations::add);
		if (!violations.isEmpty()) {
			throw new ProblemException(Problem.invalid(violations));
		}
		return ttl;
	}

	private Mono<InviteResendRequested> resend(Caller caller, LedgerEntry entry, Duration ttl,
			@Nullable IdempotencyKey key) {
		Mono<InviteResendRequested> next = this.nextGeneration.of(entry.invite(), caller, ttl);
		if (key == null) {
			check(entry);
			return this.commands.append(next.flatMap(this::place));
		}
		return next.flatMap((proposal) -> this.commands.once(caller.organization().id(), key,
				Fingerprints.ofResend(proposal.inviteId(), ttl), proposal, (granted) -> {
					check(entry);
					return place(granted.command());
				}));
	}

	private Mono<InviteResendRequested> place(InviteResendRequested command) {
		return this.duplicates.resolve(command, command.invite());
	}

	private void check(LedgerEntry entry) {
		InviteStatus status = entry.status(this.clock.instant());
		switch (status) {
			case REQUESTED, SIGNED, NOTIFIED, OPENED, FAILED, EXPIRED -> {
				// Not for good.
			}
			case ACCEPTED,
					REVOKED ->
				throw new ProblemException(Problem.conflict(ProblemCode.ILLEGAL_TRANSITION,
						"An invite that is " + status.wireName() + " cannot be sent again.",
						Map.of("inviteStatus", status.wireName())));
		}
	}

}
