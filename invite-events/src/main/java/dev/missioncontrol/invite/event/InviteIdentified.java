package dev.missioncontrol.invite.event;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Segment acknowledged the identify; the track may follow once the contact has had time
 * to appear. On {@link Topics#IDENTIFIED}. Holds no link.
 *
 * @param invite the generation that was identified
 * @param replay 0 for the pipeline's own delivery, one more for each forced replay by ops
 * @param replayedAt when ops forced it; null if and only if the replay is 0
 * @param trackDueAt earliest time of the track
 */
public record InviteIdentified(Invite invite, int replay, @Nullable Instant replayedAt,
		Instant trackDueAt) implements WholeInviteEvent {

	/**
	 * Checks all parts.
	 * @throws IllegalArgumentException when the replay is negative, or is forced without
	 * a time
	 */
	public InviteIdentified {
		Objects.requireNonNull(invite, "invite");
		Objects.requireNonNull(trackDueAt, "trackDueAt");
		if (replay < 0) {
			throw new IllegalArgumentException("replay must be 0 or more");
		}
		if ((replay > 0) != (replayedAt != null)) {
			throw new IllegalArgumentException("replayedAt belongs to a replay of 1 or more");
		}
	}

}
