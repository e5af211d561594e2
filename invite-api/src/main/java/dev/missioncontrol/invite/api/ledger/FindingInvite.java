package dev.missioncontrol.invite.api.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.InviteId;
import reactor.core.publisher.Mono;

/**
 * Shows one invite of the caller's organization.
 */
public final class FindingInvite {

	/** How long the ledger is usually behind, and more. */
	private static final Duration LAG = Duration.ofSeconds(1);

	private final Ledger ledger;

	private final Clock clock;

	/**
	 * Puts the use case together.
	 * @param ledger where invites are recorded
	 * @param clock tells what has expired
	 */
	public FindingInvite(Ledger ledger, Clock clock) {
		this.ledger = ledger;
		this.clock = clock;
	}

	/**
	 * Finds an invite. One that was accepted just now may not be recorded yet, hence the
	 * hint to try again; it is the same for all ids, so that it tells nothing about those
	 * of other organizations.
	 * @param caller who asks
	 * @param id id of the invite as it was sent
	 * @return the invite; a {@code ProblemException} when the caller's organization has
	 * none with this id
	 */
	public Mono<InviteView> find(Caller caller, String id) {
		return Mono.justOrEmpty(parse(id))
			.flatMap((inviteId) -> this.ledger.find(caller.organization().id(), inviteId))
			.map((entry) -> InviteView.of(entry, this.clock.instant()))
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
