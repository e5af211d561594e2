package dev.missioncontrol.invite.claim.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * An AES-256 key for what is kept in browsers.
 *
 * @param key the key; secret
 */
public record SealKey(SecretKey key) {

	/** Length of an id in bytes. */
	static final int ID_BYTES = 6;

	private static final int BYTES = 32;

	private static final byte[] ID_LABEL = "invite_login key id".getBytes(StandardCharsets.US_ASCII);

	/**
	 * Reads a key.
	 * @param base64 32 bytes in base64 or base64url
	 * @return the key
	 * @throws IllegalArgumentException when it is not that; the message does not repeat
	 * it
	 */
	public static SealKey parse(String base64) {
		byte[] bytes;
		try {
			bytes = Base64.getDecoder().decode(base64.strip().replace('-', '+').replace('_', '/'));
		}
		catch (IllegalArgumentException _) {
			throw new IllegalArgumentException("a cookie key is not base64");
		}
		if (bytes.length != BYTES) {
			throw new IllegalArgumentException("a cookie key has " + bytes.length + " bytes, not " + BYTES);
		}
		return new SealKey(new SecretKeySpec(bytes, "AES"));
	}

	/**
	 * A new key.
	 * @return 256 random bits
	 */
	public static SealKey random() {
		byte[] bytes = new byte[BYTES];
		new SecureRandom().nextBytes(bytes);
		return new SealKey(new SecretKeySpec(bytes, "AES"));
	}

	/**
	 * A name that follows from the key, so that nobody has to give one and two instances
	 * cannot disagree.
	 * @return 8 characters of base64url; says nothing about the key
	 */
	public String id() {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(ID_LABEL);
			byte[] hash = digest.digest(this.key.getEncoded());
			return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return "SealKey[" + id() + "]";
	}

}
