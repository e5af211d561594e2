package dev.missioncontrol.invite.api.deadletter;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; a part that is null leaves none out.
 *
 * @param stage who gave them up
 * @param organization id of the organization that they are about
 * @param reason why
 * @param from earliest time of the last attempt
 * @param to first time of the last attempt that is too late
 */
public record DeadLetterFilter(@Nullable Stage stage, @Nullable String organization, @Nullable String reason,
		@Nullable Instant from, @Nullable Instant to) {

}
