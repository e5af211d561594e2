package dev.missioncontrol.invite.claim.admission;

import java.util.Optional;

import dev.missioncontrol.invite.event.ClaimEvent.ClaimRejected;
import dev.missioncontrol.invite.event.ClaimEvent.Rejection;
import dev.missioncontrol.invite.event.InviteId;

/**
 * Which refusals the rest of the pipeline hears of.
 */
final class Evidence {

	private Evidence() {
	}

	/** Empty for what says nothing about the invite. */
	static Optional<ClaimRejected> of(Refusal refusal, InviteId inviteId, int generation) {
		return rejection(refusal).map((reason) -> new ClaimRejected(inviteId, generation, reason));
	}

	private static Optional<Rejection> rejection(Refusal refusal) {
		return switch (refusal) {
			case INVITE_EXPIRED -> Optional.of(Rejection.EXPIRED);
			case INVITE_REVOKED -> Optional.of(Rejection.REVOKED);
			case INVITE_SUPERSEDED -> Optional.of(Rejection.SUPERSEDED);
			case INVITE_ALREADY_ACCEPTED -> Optional.of(Rejection.ALREADY_ACCEPTED);
			case INVITE_WRONG_ACCOUNT -> Optional.of(Rejection.WRONG_ACCOUNT);
			case EMAIL_NOT_VERIFIED -> Optional.of(Rejection.EMAIL_NOT_VERIFIED);
			case LOGIN_REFUSED, INVITE_REQUIRED, INVITE_INVALID -> Optional.of(Rejection.LOGIN_REFUSED);
			case INVITE_STATUS_UNAVAILABLE, LOGIN_UNKNOWN, LOGIN_USED, LOGIN_UNAVAILABLE -> Optional.empty();
		};
	}

}
