package dev.missioncontrol.invite.claim.admission;

import java.util.Optional;

import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.claim.evidence.ClaimLog;
import dev.missioncontrol.invite.claim.token.Verification;
import dev.missioncontrol.invite.claim.token.VerifyingClaimToken;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.ClaimToken;

/**
 * Somebody, or a mail scanner, follows the link. However often that happens, the invite
 * stays as it is: only a finished login uses it up. Does not block.
 */
public final class FollowingLink {

	private final VerifyingClaimToken verifying;

	private final ClosedInvites closed;

	private final LoginStart start;

	private final ClaimLog log;

	/**
	 * Sets the parts.
	 * @param verifying tells genuine tokens from others
	 * @param closed the invites that have ended
	 * @param start where somebody with a good link is sent
	 * @param log hears of each genuine link
	 */
	public FollowingLink(VerifyingClaimToken verifying, ClosedInvites closed, LoginStart start, ClaimLog log) {
		this.verifying = verifying;
		this.closed = closed;
		this.start = start;
		this.log = log;
	}

	/**
	 * Follows a link.
	 * @param compact the token of the link
	 * @param automated whether the request looks like a program's
	 * @return where to go from here
	 */
	public Onward follow(String compact, boolean automated) {
		return switch (this.verifying.verify(compact)) {
			case Verification.Valid(ClaimToken token) -> genuine(token, compact, automated);
			case Verification.Expired(ClaimToken token) -> late(token);
			case Verification.Invalid(var flaw) -> new Onward.Refused(Refusal.INVITE_INVALID, flaw.code());
		};
	}

	/**
	 * Follows a link whose time is over, whatever its token says of that: whoever comes
	 * late still hears how the invite ended.
	 * @param compact the token of the link
	 * @return never to a login
	 */
	public Onward followLate(String compact) {
		return switch (this.verifying.verify(compact)) {
			case Verification.Valid(ClaimToken token) -> late(token);
			case Verification.Expired(ClaimToken token) -> late(token);
			case Verification.Invalid(var flaw) -> new Onward.Refused(Refusal.INVITE_INVALID, flaw.code());
		};
	}

	private Onward late(ClaimToken token) {
		return refused(ended(token).orElse(Refusal.INVITE_EXPIRED), token);
	}

	private Onward genuine(ClaimToken token, String compact, boolean automated) {
		if (!this.closed.isComplete()) {
			return refused(Refusal.INVITE_STATUS_UNAVAILABLE, token);
		}
		Optional<Refusal> ended = ended(token);
		if (ended.isPresent()) {
			return refused(ended.get(), token);
		}
		this.log.opened(new InviteOpened(token.inviteId(), token.generation(), automated), token.issuedAt());
		return this.start.start(token, compact);
	}

	private Optional<Refusal> ended(ClaimToken token) {
		return this.closed.find(token.inviteId(), token.generation()).map((end) -> Refusal.of(end.reason()));
	}

	private Onward refused(Refusal refusal, ClaimToken token) {
		// A look at a link that was used before is no second acceptance.
		if (refusal != Refusal.INVITE_ALREADY_ACCEPTED) {
			Evidence.of(refusal, token.inviteId(), token.generation()).ifPresent(this.log::note);
		}
		return new Onward.Refused(refusal, "");
	}

}
