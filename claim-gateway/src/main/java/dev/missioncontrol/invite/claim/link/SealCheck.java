package dev.missioncontrol.invite.claim.link;

/**
 * What checking an address as a whole gave.
 */
public sealed interface SealCheck {

	/** Go on: it is as it was sent out, or nobody vouches for addresses. */
	record Intact() implements SealCheck {
	}

	/** It is as it was sent out, but its time is over. */
	record Late() implements SealCheck {
	}

	/**
	 * It was never sent out like this.
	 *
	 * @param detail the first thing found wrong, for metrics
	 */
	record Broken(String detail) implements SealCheck {
	}

}
