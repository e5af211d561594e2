package dev.missioncontrol.invite.api.idempotency;

import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import reactor.core.publisher.Mono;

/**
 * Remembers what each organization's keys stand for. All of its answers are
 * {@code ProblemException} when it cannot be reached.
 */
public interface IdempotencyStore {

	/**
	 * Claims a key; of many who try at once, one is granted it.
	 * @param key the key, in the organization of the command
	 * @param fingerprint tells whether this is the same request as before
	 * @param command what to do if the key is new
	 * @return what to do
	 */
	Mono<Claim> claim(IdempotencyKey key, Fingerprint fingerprint, InviteRequested command);

	/**
	 * The command is in the log.
	 * @param granted what was claimed
	 * @return completes when that is recorded
	 */
	Mono<Void> complete(Claim.Granted granted);

	/**
	 * The command could not be put into the log. It is kept all the same: should it be
	 * there after all, the next attempt must not differ.
	 * @param granted what was claimed
	 * @return completes when the next attempt need not wait
	 */
	Mono<Void> release(Claim.Granted granted);

}
