package dev.missioncontrol.invite.api.idempotency;

import java.time.Duration;

import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;

/**
 * What a request may do with its key.
 */
public sealed interface Claim {

	/**
	 * The request is to be carried out now, by whoever holds this.
	 *
	 * @param key the key
	 * @param command what to put into the log: that of the first attempt, whatever was
	 * proposed now
	 * @param attempt 1 for the first, one more for each that took over
	 */
	record Granted(IdempotencyKey key, InviteRequested command, int attempt) implements Claim {
	}

	/**
	 * The request was carried out before.
	 *
	 * @param command what was put into the log then
	 */
	record Answered(InviteRequested command) implements Claim {
	}

	/**
	 * Somebody is at it.
	 *
	 * @param retryAfter when the other one will be given up at the latest
	 */
	record InFlight(Duration retryAfter) implements Claim {
	}

	/** The key stands for another request. */
	record OtherRequest() implements Claim {
	}

}
