package dev.missioncontrol.invite.api.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed;

/**
 * All that is recorded of one invite.
 *
 * @param invite its newest generation
 * @param requestedAt when the first generation was asked for
 * @param closing how it ended; empty when it has not
 * @param milestones what happened to all of its generations, in no order
 */
public record LedgerEntry(Invite invite, Instant requestedAt, Optional<InviteClosed> closing,
		List<InviteMilestone> milestones) {

	/**
	 * Where the invite stands.
	 * @param now tells whether it has expired
	 * @return the status of its newest generation
	 */
	public InviteStatus status(Instant now) {
		return InviteStatus.of(this.invite.generation(), this.invite.expiresAt(), this.closing, this.milestones, now);
	}

}
