package dev.missioncontrol.invite.api.idempotency;

import dev.missioncontrol.invite.event.InviteCommand;
import reactor.core.publisher.Mono;

/**
 * Remembers what each organization's keys stand for. All of its answers are
 * {@code ProblemException} when it cannot be reached.
 */
public interface IdempotencyStore {

	/**
	 * Claims a key; of many who try at once, one is granted it.
	 * @param <C> what is asked for
	 * @param organizationId whose key it is
	 * @param key the key
	 * @param fingerprint tells whether this is the same request as before; requests for
	 * different kinds of commands must differ in it
	 * @param command what to do if the key is new
	 * @return what to do
	 */
	<C extends InviteCommand> Mono<Claim<C>> claim(String organizationId, IdempotencyKey key, Fingerprint fingerprint,
			C command);

	/**
	 * Another command is to be put into the log than the one that was claimed.
	 * @param granted what was claimed
	 * @param command what the key stands for from now on
	 * @return completes when that is recorded
	 */
	Mono<Void> change(Claim.Granted<?> granted, InviteCommand command);

	/**
	 * The command is in the log.
	 * @param granted what was claimed
	 * @return completes when that is recorded
	 */
	Mono<Void> complete(Claim.Granted<?> granted);

	/**
	 * Nothing was done, and nothing will be: the key is as good as new, unless an earlier
	 * attempt may have been carried out.
	 * @param granted what was claimed
	 * @return completes when the next request can have the key
	 */
	Mono<Void> forget(Claim.Granted<?> granted);

	/**
	 * The command could not be put into the log. It is kept all the same: should it be
	 * there after all, the next attempt must not differ.
	 * @param granted what was claimed
	 * @return completes when the next attempt need not wait
	 */
	Mono<Void> release(Claim.Granted<?> granted);

}
