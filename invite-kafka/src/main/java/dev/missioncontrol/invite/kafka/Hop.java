package dev.missioncontrol.invite.kafka;

import java.util.Locale;

/**
 * The hops of an invite, in their order.
 */
public enum Hop {

	/** From the request of a caller to the signed link, committed. */
	SIGNED,

	/** From the signed link to the identify that Segment acknowledged. */
	IDENTIFIED,

	/** From there to the track that Segment acknowledged; the track's delay is in it. */
	DELIVERED,

	/** From the request to each click on a link that works, of mail scanners too. */
	OPENED,

	/** From the click to the account that was let in. */
	ACCEPTED;

	/**
	 * The name in metrics, spans and logs.
	 * @return one lower-case word
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
