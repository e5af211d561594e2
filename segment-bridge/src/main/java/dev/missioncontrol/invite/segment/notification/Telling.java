package dev.missioncontrol.invite.segment.notification;

import java.time.Instant;

import dev.missioncontrol.invite.event.Invite;
import org.jspecify.annotations.Nullable;

/**
 * Which telling of an invite a message belongs to. Segment and Intercom recognize what
 * they heard before by id and time, so a forced one has another number and another time.
 *
 * @param number 0 for the pipeline's own, 1 or more when ops forced it
 * @param forcedAt when they did; null if and only if the number is 0
 */
public record Telling(int number, @Nullable Instant forcedAt) {

	/** What a message calls its time. */
	Instant timestamp(Invite invite) {
		return (this.forcedAt != null) ? this.forcedAt : invite.requestedAt();
	}

}
