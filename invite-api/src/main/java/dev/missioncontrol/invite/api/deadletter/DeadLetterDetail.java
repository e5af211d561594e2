package dev.missioncontrol.invite.api.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.missioncontrol.invite.api.ledger.InviteView;
import org.jspecify.annotations.Nullable;

/**
 * All that ops may know of a dead letter.
 *
 * @param item what lists show, too
 * @param consumer the service that gave it up
 * @param origin where the record was before; null when the record does not say
 * @param eventType type on the wire; null when there is none
 * @param valueBytes size of the value
 * @param invite whom it is about, as the ledger knows it, address included; null when
 * that is not known
 * @param replays what jobs did with it, newest first
 */
public record DeadLetterDetail(@JsonUnwrapped DeadLetterItem item, String consumer,
		BuriedRecord.@Nullable Origin origin, @Nullable String eventType, int valueBytes, @Nullable InviteView invite,
		List<Attempt> replays) {

	/**
	 * What a job did with a dead letter.
	 *
	 * @param job id of the job
	 * @param result what came of it
	 * @param at when
	 */
	public record Attempt(UUID job, String result, Instant at) {

	}

}
