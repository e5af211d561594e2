package dev.missioncontrol.invite.api.idempotency;

import java.time.Duration;

import dev.missioncontrol.invite.event.InviteCommand;

/**
 * What a request may do with its key.
 *
 * @param <C> what is asked for
 */
public sealed interface Claim<C extends InviteCommand> {

	/**
	 * The request is to be carried out now, by whoever holds this.
	 *
	 * @param <C> what is asked for
	 * @param organizationId whose key it is
	 * @param key the key
	 * @param command what to put into the log: that of the first attempt, whatever was
	 * proposed now
	 * @param attempt 1 for the first, one more for each that took over
	 */
	record Granted<C extends InviteCommand>(String organizationId, IdempotencyKey key, C command,
			int attempt) implements Claim<C> {
	}

	/**
	 * The request was carried out before.
	 *
	 * @param <C> what is asked for
	 * @param command what was put into the log then
	 */
	record Answered<C extends InviteCommand>(C command) implements Claim<C> {
	}

	/**
	 * Somebody is at it.
	 *
	 * @param <C> what is asked for
	 * @param retryAfter when the other one will be given up at the latest
	 */
	record InFlight<C extends InviteCommand>(Duration retryAfter) implements Claim<C> {
	}

	/**
	 * The key stands for another request.
	 *
	 * @param <C> what is asked for
	 */
	record OtherRequest<C extends InviteCommand>() implements Claim<C> {
	}

}
