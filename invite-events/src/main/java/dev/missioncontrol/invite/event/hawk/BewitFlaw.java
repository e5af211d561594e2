package dev.missioncontrol.invite.event.hawk;

import java.util.Locale;

/**
 * What is wrong with a request that does not carry a bewit of ours, in the order in which
 * it is looked at. For metrics only.
 */
public enum BewitFlaw {

	/** Path and query are longer than {@value CheckingBewit#MAX_LENGTH} characters. */
	TOO_LONG,

	/** Path and query are not what browsers send: not visible ASCII, or no path. */
	TARGET,

	/** No bewit. */
	MISSING,

	/** A bewit without a value. */
	EMPTY,

	/** Another method than GET and HEAD. */
	METHOD,

	/** The request also has an Authorization header. */
	OTHER_CREDENTIALS,

	/** Not canonical base64url without padding. */
	ENCODING,

	/** Not four parts. */
	STRUCTURE,

	/** A part is empty, or the expiry is not a number. */
	ATTRIBUTES,

	/** A key that is not one of ours, or no longer. */
	KEY,

	/** The MAC does not belong to the rest. */
	MAC;

	/**
	 * A stable name.
	 * @return lower-case words joined by underscores
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
