package dev.missioncontrol.invite.api.deadletter;

import java.time.Instant;

import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a dead letter: why it is one and whom it is about; nothing of its
 * value.
 *
 * @param id where it lies
 * @param stage who gave it up
 * @param consumer the service that did, by its own name
 * @param reason stable code; {@code unknown} when the record does not say
 * @param detail where it is wrong; may be empty
 * @param attempts how often it was tried
 * @param firstAt time of the first attempt
 * @param lastAt time of the last attempt
 * @param origin where the record was before; null when the record does not say
 * @param eventType type on the wire; null when there is none
 * @param valueBytes size of the value; 0 for none
 * @param subject whom it is about; null when the record cannot be read
 * @param replay number of the replay that failed; 0 for the pipeline's own attempt
 */
public record BuriedRecord(DeadLetterId id, Stage stage, String consumer, String reason, String detail, int attempts,
		Instant firstAt, Instant lastAt, @Nullable Origin origin, @Nullable String eventType, int valueBytes,
		@Nullable Subject subject, int replay) {

	/**
	 * Where a record was before it was given up.
	 *
	 * @param topic name of the topic; may be a replay topic
	 * @param partition partition there
	 * @param offset offset there
	 * @param timestamp its time there
	 */
	public record Origin(String topic, int partition, long offset, Instant timestamp) {

	}

	/**
	 * Whom a record is about.
	 *
	 * @param inviteId the invite
	 * @param generation its generation
	 * @param organizationId where to; null when the event does not carry the whole invite
	 * @param expiresAt when the link ends; null likewise
	 */
	public record Subject(InviteId inviteId, int generation, @Nullable String organizationId,
			@Nullable Instant expiresAt) {

		/**
		 * Whether the event carries the whole invite.
		 * @return false for a revocation, for instance
		 */
		public boolean isWhole() {
			return this.organizationId != null;
		}

	}

}
