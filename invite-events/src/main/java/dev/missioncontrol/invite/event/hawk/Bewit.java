package dev.missioncontrol.invite.event.hawk;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a bewit says: four parts joined by backslashes, in base64url. Its bytes are ISO
 * 8859-1, and what the MAC covers is UTF-8: so it is in the reference.
 *
 * @param id name of the key
 * @param expiresAt end of the link, in seconds since 1970
 * @param mac standard base64 with padding
 * @param ext what the signer added; covered by the MAC; empty for none
 */
record Bewit(String id, long expiresAt, String mac, String ext) {

	/** No backslash, nothing that ISO 8859-1 does not have. */
	private static final Pattern EXT = Pattern.compile("[\\x00-\\xff&&[^\\\\]]*");

	private static final Pattern CANONICAL_EXPIRY = Pattern.compile("[1-9][0-9]{0,11}");

	private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]+");

	Bewit {
		if (!EXT.matcher(ext).matches()) {
			throw new IllegalArgumentException("ext must be ISO 8859-1 without a backslash");
		}
	}

	/**
	 * Reads a bewit. Only one spelling of each is accepted: the reference also takes
	 * stray bits at the end of the base64, and whatever begins with digits as expiry.
	 * @throws FlawException when it is not one
	 */
	static Bewit parse(String text) {
		String[] parts = decode(text).split("\\\\", -1);
		check(parts.length == 4, BewitFlaw.STRUCTURE);
		check(!parts[0].isEmpty() && !parts[1].isEmpty() && !parts[2].isEmpty(), BewitFlaw.ATTRIBUTES);
		Matcher expiry = CANONICAL_EXPIRY.matcher(parts[1]);
		check(expiry.matches(), BewitFlaw.ATTRIBUTES);
		return new Bewit(parts[0], Long.parseLong(expiry.group()), parts[2], parts[3]);
	}

	String encode() {
		return encode(this.id + "\\" + this.expiresAt + "\\" + this.mac + "\\" + this.ext);
	}

	/** What the MAC is made of: everything that the bewit vouches for. */
	static String covered(long expiresAt, String resource, HawkOrigin origin, String ext) {
		// HEAD counts as GET. There are neither nonce nor payload, and their lines stay.
		return String.join("\n", "hawk.1.bewit", Long.toString(expiresAt), "", "GET", resource, origin.host(),
				Integer.toString(origin.port()), "", ext.replace("\n", "\\n"), "");
	}

	@Override
	public String toString() {
		return "Bewit[" + this.id + "]";
	}

	private static String decode(String text) {
		check(BASE64URL.matcher(text).matches() && text.length() % 4 != 1, BewitFlaw.ENCODING);
		String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1);
		check(encode(decoded).equals(text), BewitFlaw.ENCODING);
		return decoded;
	}

	private static String encode(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static void check(boolean rule, BewitFlaw otherwise) {
		if (!rule) {
			throw new FlawException(otherwise);
		}
	}

}
