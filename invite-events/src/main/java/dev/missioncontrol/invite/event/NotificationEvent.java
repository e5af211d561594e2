package dev.missioncontrol.invite.event;

import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How telling Segment ended, on {@link Topics#NOTIFICATIONS}.
 */
public sealed interface NotificationEvent extends InviteEvent {

	/**
	 * The two calls that a notification consists of.
	 */
	enum Stage {

		/** Segment's identify: makes the contact and stores the link on it. */
		@JsonProperty("identify")
		IDENTIFY,

		/** Segment's track: makes Intercom send the e-mail. */
		@JsonProperty("track")
		TRACK

	}

	/**
	 * Segment took the identify and the track.
	 *
	 * @param inviteId the invite
	 * @param generation its generation
	 * @param replay see {@link InviteIdentified#replay()}
	 */
	record NotificationDelivered(InviteId inviteId, int generation, int replay) implements NotificationEvent {

		public NotificationDelivered {
			Objects.requireNonNull(inviteId, "inviteId");
			Generations.check(generation);
		}

	}

	/**
	 * The notification was given up and lies in a dead-letter topic.
	 *
	 * @param inviteId the invite
	 * @param generation its generation
	 * @param replay see {@link InviteIdentified#replay()}
	 * @param stage the call that failed
	 * @param reason stable code such as {@code rejected} or {@code gave-up}; no personal
	 * data
	 */
	record NotificationFailed(InviteId inviteId, int generation, int replay, Stage stage,
			String reason) implements NotificationEvent {

		public NotificationFailed {
			Objects.requireNonNull(inviteId, "inviteId");
			Objects.requireNonNull(stage, "stage");
			Objects.requireNonNull(reason, "reason");
			Generations.check(generation);
		}

	}

}
