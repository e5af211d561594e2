package dev.missioncontrol.invite.event.hawk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that makes and checks bewits, and its name. Only SHA-256: the reference also
 * knows SHA-1. No record, for its secret must neither be printed nor compared.
 */
public final class HawkKey {

	/** Shortest secret, in bytes: as long as what SHA-256 gives (RFC 2104 section 3). */
	public static final int MIN_SECRET = 32;

	/** Longest secret, in bytes; far more than HMAC makes use of. */
	public static final int MAX_SECRET = 512;

	private static final String ALGORITHM = "HmacSHA256";

	/** Harmless in file names, addresses and logs, and without the separator. */
	private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private static final Pattern VISIBLE = Pattern.compile("[!-~]*");

	private final String id;

	private final SecretKeySpec secret;

	/**
	 * Checks both.
	 * @param id name of the key, part of each bewit: 1 to 64 letters, digits, dots,
	 * underscores and hyphens
	 * @param secret {@value #MIN_SECRET} to {@value #MAX_SECRET} visible ASCII
	 * characters; their bytes are the key, as in the reference
	 * @throws IllegalArgumentException when one breaks its rule; the message is the end
	 * of a sentence and holds nothing of the secret
	 */
	public HawkKey(String id, String secret) {
		check(ID.matcher(id).matches(), "has a name other than 1 to 64 letters, digits, dots, underscores and hyphens");
		check(VISIBLE.matcher(secret).matches(), "is not one line of visible ASCII characters");
		check(secret.length() >= MIN_SECRET, "has " + secret.length() + " bytes, fewer than " + MIN_SECRET);
		check(secret.length() <= MAX_SECRET, "has more than " + MAX_SECRET + " bytes");
		this.id = id;
		this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), ALGORITHM);
	}

	/** Takes any secret, also the short ones of the published vectors. */
	HawkKey(String id, SecretKeySpec secret) {
		this.id = id;
		this.secret = secret;
	}

	/**
	 * Name of the key.
	 * @return not secret
	 */
	public String id() {
		return this.id;
	}

	@Override
	public String toString() {
		return "HawkKey[" + this.id + "]";
	}

	/** In standard base64 with padding, as it stands in a bewit. */
	String mac(String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.secret);
			return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JDK has " + ALGORITHM, ex);
		}
	}

	private static void check(boolean rule, String otherwise) {
		if (!rule) {
			throw new IllegalArgumentException(otherwise);
		}
	}

}
