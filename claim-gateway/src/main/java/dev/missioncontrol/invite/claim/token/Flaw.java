package dev.missioncontrol.invite.claim.token;

import java.util.Locale;

/**
 * What is wrong with a token that is not ours. For metrics only: whoever sent it learns
 * nothing but that it is invalid.
 */
public enum Flaw {

	/** Longer than any link of ours. */
	TOO_LONG,

	/** Not three parts joined by dots. */
	NOT_COMPACT,

	/** A part is not canonical base64url without padding. */
	ENCODING,

	/** The header is not a JSON object with exactly the members of ours. */
	HEADER,

	/** Another algorithm than RS256. */
	ALGORITHM,

	/** Another type than {@code invite+jwt}. */
	TYPE,

	/** A key that is not one of ours, or no longer. */
	KEY,

	/** The signature does not belong to the rest. */
	SIGNATURE,

	/** A claim is missing, doubled or of the wrong type. */
	CLAIMS,

	/** Somebody else issued it. */
	ISSUER,

	/** It is for somebody else. */
	AUDIENCE,

	/** Ends before it begins, or lives longer than any link of ours. */
	LIFETIME,

	/** Issued in the future. */
	NOT_YET;

	/**
	 * A stable name for metrics.
	 * @return lower-case words joined by underscores
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

}
