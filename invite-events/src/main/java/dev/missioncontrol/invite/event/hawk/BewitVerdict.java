package dev.missioncontrol.invite.event.hawk;

import java.time.Instant;

/**
 * What checking a bewit gave.
 */
public sealed interface BewitVerdict {

	/**
	 * Not a letter of the address was altered, and its time is not over.
	 *
	 * @param keyId name of the key
	 * @param expiresAt when the link ends
	 * @param ext what the signer added; may be empty
	 */
	record Genuine(String keyId, Instant expiresAt, String ext) implements BewitVerdict {
	}

	/**
	 * Not a letter of the address was altered, but its time is over.
	 *
	 * @param keyId name of the key
	 * @param expiresAt when the link ended
	 */
	record Expired(String keyId, Instant expiresAt) implements BewitVerdict {
	}

	/**
	 * Not one of ours: nothing in the address can be believed.
	 *
	 * @param flaw the first thing found wrong
	 */
	record Refused(BewitFlaw flaw) implements BewitVerdict {
	}

}
