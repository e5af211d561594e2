package dev.missioncontrol.invite.api.ledger;

import java.time.Duration;
import java.util.Optional;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.InviteId;
import reactor.core.publisher.Mono;

/**
 * Looks up one invite of the caller's organization, for use cases that go on from there.
 */
public final class LookingUpInvite {

	/** How long the ledger is usually behind, and more. */
	private static final Duration LAG = Duration.ofSeconds(1);

	private final Ledger ledger;

	/**
	 * Puts the use case together.
	 * @param ledger where invites are recorded
	 */
	public LookingUpInvite(Ledger ledger) {
		this.ledger = ledger;
	}

	/**
	 * Looks an invite up. One that was accepted just now may not be recorded yet, hence
	 * the hint to try again; it is the same for all ids, so that it tells nothing about
	 * those of other organizations.
	 * @param caller who asks
	 * @param id id of the invite as it was sent
	 * @return what is recorded; a {@code ProblemException} when the caller's organization
	 * has none with this id
	 */
	public Mono<LedgerEntry> lookUp(Caller caller, String id) {
		return Mono.justOrEmpty(parse(id))
			.flatMap((inviteId) -> this.ledger.find(caller.organization().id(), inviteId))
			.switchIfEmpty(Mono.error(() -> new ProblemException(Problem.passing(ProblemCode.INVITE_NOT_FOUND,
					"No invite of your organization has this id; one that was accepted just now appears shortly.",
					LAG))));
	}

	private static Optional<InviteId> parse(String id) {
		try {
			return Optional.of(InviteId.parse(id));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
