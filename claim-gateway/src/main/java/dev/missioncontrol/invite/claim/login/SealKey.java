package dev.missioncontrol.invite.claim.login;

import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * An AES-256 key for what is kept in browsers.
 *
 * @param key the key; secret
 */
public record SealKey(SecretKey key) {

	private static final int BYTES = 32;

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

	@Override
	public String toString() {
		return "SealKey[***]";
	}

}
