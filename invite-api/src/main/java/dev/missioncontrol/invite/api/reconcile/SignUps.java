package dev.missioncontrol.invite.api.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The accounts of the login provider.
 */
public interface SignUps {

	/**
	 * Lists accounts in the order of their last change. Blocks.
	 * @param from changed then or later
	 * @param to changed then or earlier
	 * @param page which page, from 0; only for accounts that changed at the same moment,
	 * for any other is soon out of date
	 * @return the accounts
	 */
	Page changed(Instant from, Instant to, int page);

	/**
	 * Some accounts.
	 *
	 * @param signUps those of them that an invite let in
	 * @param lastChange when the last one of them all changed; empty when there are none
	 * @param full whether there may be more
	 */
	record Page(List<SignUp> signUps, Optional<Instant> lastChange, boolean full) {

		public Page {
			signUps = List.copyOf(signUps);
		}

	}

}
