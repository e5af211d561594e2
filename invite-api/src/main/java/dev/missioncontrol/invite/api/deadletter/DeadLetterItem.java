package dev.missioncontrol.invite.api.deadletter;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A dead letter in a list.
 *
 * @param id its name
 * @param stage who gave it up
 * @param reason why
 * @param detail where it is wrong
 * @param attempts how often it was tried
 * @param firstAt time of the first attempt
 * @param lastAt time of the last attempt
 * @param inviteId whom it is about; null, like the three after it, when that cannot be
 * read
 * @param generation of the invite
 * @param organization of the invite
 * @param expiresAt of the invite
 * @param replay number of the replay that failed; 0 for the pipeline's own attempt
 * @param state what ops did about it
 */
public record DeadLetterItem(DeadLetterId id, Stage stage, String reason, String detail, int attempts, Instant firstAt,
		Instant lastAt, @Nullable String inviteId, @Nullable Integer generation, @Nullable String organization,
		@Nullable Instant expiresAt, int replay, DeadLetterState state) {

	static DeadLetterItem of(BuriedRecord letter, DeadLetterState state) {
		BuriedRecord.Subject subject = letter.subject();
		return new DeadLetterItem(letter.id(), letter.stage(), letter.reason(), letter.detail(), letter.attempts(),
				letter.firstAt(), letter.lastAt(), (subject != null) ? subject.inviteId().toString() : null,
				(subject != null) ? subject.generation() : null, (subject != null) ? subject.organizationId() : null,
				(subject != null) ? subject.expiresAt() : null, letter.replay(), state);
	}

}
