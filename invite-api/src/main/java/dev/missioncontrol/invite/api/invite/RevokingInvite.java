package dev.missioncontrol.invite.api.invite;

import java.time.Clock;
import java.util.Map;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.idempotency.Claim;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.ledger.FindingInvite;
import dev.missioncontrol.invite.api.ledger.InviteStatus;
import dev.missioncontrol.invite.api.ledger.InviteView;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes an invite back, all links of it. Accepted means that the command is in the log;
 * the ledger decides, for the invited person may be faster.
 */
public final class RevokingInvite {

	private final FindingInvite finding;

	private final AppendingCommands commands;

	private final Clock clock;

	/**
	 * Puts the use case together.
	 * @param finding tells where the invite stands
	 * @param commands where accepted commands go
	 * @param clock gives the time of the request
	 */
	public RevokingInvite(FindingInvite finding, AppendingCommands commands, Clock clock) {
		this.finding = finding;
		this.commands = commands;
		this.clock = clock;
	}

	/**
	 * Takes back an invite of the caller's organization.
	 * @param caller who asks
	 * @param id id of the invite as it was sent
	 * @param request what was sent
	 * @param key makes it safe to send the same request again; null for none
	 * @return what was accepted, now or by an earlier request with the same key; a
	 * {@code ProblemException} when there is no such invite, when it has ended, or when
	 * the ledger, the log or the store cannot be reached
	 */
	public Mono<InviteRevokeRequested> revoke(Caller caller, String id, RevokeRequest request,
			@Nullable IdempotencyKey key) {
		if (!request.malformed().isEmpty()) {
			return Mono.error(new ProblemException(Problem.invalid(request.malformed())));
		}
		return this.finding.find(caller, id).flatMap((invite) -> {
			InviteRevokeRequested command = command(caller, invite, request);
			if (key == null) {
				check(invite.status());
				return this.commands.append(Mono.just(command));
			}
			return this.commands.once(caller.organization().id(), key, Fingerprints.of(command), command,
					(granted) -> check(granted, invite.status()));
		});
	}

	private InviteRevokeRequested command(Caller caller, InviteView invite, RevokeRequest request) {
		return new InviteRevokeRequested(invite.inviteId(), invite.generation(), caller.subject(), this.clock.instant(),
				request.reason());
	}

	/** An earlier attempt, whose answer was lost, may have had its effect. */
	private static Mono<InviteRevokeRequested> check(Claim.Granted<InviteRevokeRequested> granted,
			InviteStatus status) {
		if (granted.attempt() == 1 || status != InviteStatus.REVOKED) {
			check(status);
		}
		return Mono.just(granted.command());
	}

	private static void check(InviteStatus status) {
		switch (status) {
			case REQUESTED, SIGNED, NOTIFIED, OPENED, FAILED -> {
				// Pending.
			}
			case ACCEPTED, REVOKED,
					EXPIRED ->
				throw new ProblemException(Problem.conflict(ProblemCode.ILLEGAL_TRANSITION,
						"An invite that is " + status.wireName() + " cannot be revoked.",
						Map.of("inviteStatus", status.wireName())));
		}
	}

}
