package dev.missioncontrol.invite.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The final state of an invite, decided by the ledger alone. On {@link Topics#CLOSED},
 * which is compacted: the last record of an invite is its state.
 *
 * @param inviteId the invite
 * @param reason how it ended
 * @param at when it ended, to the millisecond
 * @param generation the newest generation that ended
 * @param by the account that ended it; null when time did
 */
public record InviteClosed(InviteId inviteId, Reason reason, Instant at, int generation,
		@Nullable String by) implements InviteEvent {

	public InviteClosed {
		Objects.requireNonNull(inviteId, "inviteId");
		Objects.requireNonNull(reason, "reason");
		at = at.truncatedTo(ChronoUnit.MILLIS);
		Generations.check(generation);
	}

	/**
	 * Whether a link of this generation is dead.
	 * @param linkGeneration {@code gen} of the link's token
	 * @return true for every generation after an acceptance or a revocation; otherwise
	 * for those up to the closed one, for a later resend lives on
	 */
	public boolean closes(int linkGeneration) {
		return switch (this.reason) {
			case ACCEPTED, REVOKED -> true;
			case EXPIRED, SUPERSEDED -> linkGeneration <= this.generation;
		};
	}

	/**
	 * Which of two ends of the same invite stands, of whoever tells them. What ended for
	 * good is not reopened by an expired or superseded link, nor a later generation by an
	 * earlier one.
	 * @param earlier what was told before
	 * @return this, or the earlier one
	 */
	public InviteClosed after(InviteClosed earlier) {
		return switch (this.reason) {
			case ACCEPTED, REVOKED -> this;
			case EXPIRED, SUPERSEDED -> earlier.isBeaten(this) ? this : earlier;
		};
	}

	/** By one that is not for good. */
	private boolean isBeaten(InviteClosed other) {
		return switch (this.reason) {
			case ACCEPTED, REVOKED -> false;
			// "A newer link was sent" says more than "too late".
			case SUPERSEDED -> other.generation > this.generation
					|| (other.generation == this.generation && other.reason == Reason.SUPERSEDED);
			case EXPIRED -> other.generation >= this.generation;
		};
	}

	/**
	 * Whether the invite ended for good: no link of it works ever again.
	 * @return true after an acceptance or a revocation
	 */
	public boolean endsForGood() {
		return switch (this.reason) {
			case ACCEPTED, REVOKED -> true;
			case EXPIRED, SUPERSEDED -> false;
		};
	}

	/**
	 * How an invite can end.
	 */
	public enum Reason {

		/** The invited person logged in. */
		@JsonProperty("accepted")
		ACCEPTED,

		/** An admin took it back. */
		@JsonProperty("revoked")
		REVOKED,

		/** Its time was over. */
		@JsonProperty("expired")
		EXPIRED,

		/** A resend replaced it. */
		@JsonProperty("superseded")
		SUPERSEDED

	}

}
