package dev.missioncontrol.invite.claim.token;

import dev.missioncontrol.invite.event.ClaimToken;

/**
 * What verifying a token gave.
 */
public sealed interface Verification {

	/**
	 * Ours, and still good.
	 *
	 * @param token what it says
	 */
	record Valid(ClaimToken token) implements Verification {
	}

	/**
	 * Ours, but its time is over.
	 *
	 * @param token what it says
	 */
	record Expired(ClaimToken token) implements Verification {
	}

	/**
	 * Not ours: nothing that it says can be believed.
	 *
	 * @param flaw the first thing found wrong
	 */
	record Invalid(Flaw flaw) implements Verification {
	}

}
