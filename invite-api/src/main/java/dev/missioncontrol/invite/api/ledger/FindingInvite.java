package dev.missioncontrol.invite.api.ledger;

import java.time.Clock;

import dev.missioncontrol.invite.api.caller.Caller;
import reactor.core.publisher.Mono;

/**
 * Shows one invite of the caller's organization.
 */
public final class FindingInvite {

	private final LookingUpInvite lookingUp;

	private final Clock clock;

	/**
	 * Puts the use case together.
	 * @param ledger where invites are recorded
	 * @param clock tells what has expired
	 */
	public FindingInvite(Ledger ledger, Clock clock) {
		this.lookingUp = new LookingUpInvite(ledger);
		this.clock = clock;
	}

	/**
	 * Finds an invite.
	 * @param caller who asks
	 * @param id id of the invite as it was sent
	 * @return the invite; a {@code ProblemException} when the caller's organization has
	 * none with this id, or none yet
	 */
	public Mono<InviteView> find(Caller caller, String id) {
		return this.lookingUp.lookUp(caller, id).map((entry) -> InviteView.of(entry, this.clock.instant()));
	}

}
