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
