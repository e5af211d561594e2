package dev.missioncontrol.invite.api.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import reactor.core.publisher.Mono;

/**
 * One instance at a time reads the accounts, and the next one goes on where it stopped.
 */
public interface ReconcileTurns {

	/**
	 * Takes the turn when it is due and nobody has it.
	 * @param owner who asks
	 * @param patience for how long missing invites are waited for, from the first on
	 * @return the turn; empty when it is not to be had
	 */
	Mono<Turn> take(UUID owner, Duration patience);

	/**
	 * Remembers how far was read, and keeps the turn.
	 * @param turn the turn
	 * @param changedSince where to begin next time
	 * @return completes when that is recorded; a {@link TurnLostException} when another
	 * instance has the turn
	 */
	Mono<Void> keep(Turn turn, Instant changedSince);

	/**
	 * Remembers whether invites are missing, and since when.
	 * @param turn the turn
	 * @param held whether any was missing in this round
	 * @return completes when that is recorded
	 */
	Mono<Void> held(Turn turn, boolean held);

	/**
	 * Gives the turn back.
	 * @param turn the turn
	 * @param pause until it is due again
	 * @return completes when that is recorded
	 */
	Mono<Void> giveBack(Turn turn, Duration pause);

	/**
	 * The right to read the accounts.
	 *
	 * @param owner who has it
	 * @param changedSince where to begin; empty for the first time
	 * @param patienceIsOver whether what is missing now has been waited for long enough
	 */
	record Turn(UUID owner, Optional<Instant> changedSince, boolean patienceIsOver) {
	}

	/**
	 * Another instance has taken the turn.
	 */
	final class TurnLostException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		/**
		 * Says so.
		 */
		public TurnLostException() {
			super("another instance reconciles now");
		}

	}

}
