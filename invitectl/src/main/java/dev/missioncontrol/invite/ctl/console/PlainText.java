package dev.missioncontrol.invite.ctl.console;

import java.util.regex.Pattern;

/**
 * Text that is safe to show. Headers of records and answers of servers are written by
 * others, and a terminal obeys some characters.
 */
public final class PlainText {

	/** Control characters and those that change the direction or the look of others. */
	private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

	/** A signed token (RFC 7515), the caller's or that of a link: the header is JSON. */
	private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+(\\.[\\w-]*)?");

	private PlainText() {
	}

	/**
	 * Makes a text safe.
	 * @param text any text
	 * @return one line without anything that steers a terminal or looks like a token
	 */
	public static String of(String text) {
		return TOKEN.matcher(STEERING.matcher(text).replaceAll("?")).replaceAll("[token]");
	}

}
