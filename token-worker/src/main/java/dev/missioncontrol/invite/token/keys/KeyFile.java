package dev.missioncontrol.invite.token.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.missioncontrol.invite.event.keys.KeyAccess;

/**
 * One PEM file. Links are followed: Kubernetes mounts each secret as a link to a link.
 *
 * @param file the file
 * @param access who besides the owner may read it
 */
record KeyFile(Path file, KeyAccess access) {

	private static final int MAX_SIZE = 65_536;

	/** RFC 7468 section 11, and the older form of OpenSSL. */
	private static final Pattern ENCRYPTED = Pattern
		.compile("-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED");

	/** RFC 7468 section 10. */
	private static final Pattern PKCS8 = Pattern
		.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

	/**
	 * Reads and checks the file.
	 * @return its key
	 * @throws StartRefusedException naming the file and the rule that it breaks
	 */
	SigningKey read() {
		try {
			if (!Files.isRegularFile(this.file)) {
				throw refused("is not a regular file", "Remove it from the keys folder.");
			}
			if (!this.access.allows(this.file)) {
				throw refused("is accessible to others than its owner",
						"Run chmod 600 on it" + ((this.access == KeyAccess.OWNER_ONLY)
								? ", or set token.keys.allow-group-read (TOKEN_KEYS_ALLOW_GROUP_READ) if only its group may read it."
								: "."));
			}
			if (Files.size(this.file) > MAX_SIZE) {
				throw refused("is larger than 64 KiB", "Remove it from the keys folder.");
			}
			return SigningKey.of(parse(Files.readString(this.file, StandardCharsets.ISO_8859_1)));
		}
		catch (IOException ex) {
			throw refused("cannot be read", "Make it readable for the user that runs token-worker.");
		}
		catch (UnsupportedOperationException ex) {
			throw refused("is on a file system without POSIX permissions", "Move the keys to one that has them.");
		}
		catch (IllegalArgumentException ex) {
			throw refused(String.valueOf(ex.getMessage()), "Make a key with bin/new-key, or remove this one.");
		}
	}

	private static RSAPrivateCrtKey parse(String pem) {
		if (ENCRYPTED.matcher(pem).find()) {
			throw new IllegalArgumentException("is encrypted, and there is no way to give its password");
		}
		Matcher block = PKCS8.matcher(pem);
		if (!block.find()) {
			throw new IllegalArgumentException("holds no unencrypted PKCS #8 private key");
		}
		String base64 = block.group(1);
		if (block.find()) {
			throw new IllegalArgumentException("holds more than one private key");
		}
		try {
			byte[] der = Base64.getMimeDecoder().decode(base64);
			if (KeyFactory.getInstance("RSA")
				.generatePrivate(new PKCS8EncodedKeySpec(der)) instanceof RSAPrivateCrtKey key
					&& "RSA".equals(key.getAlgorithm())) {
				return key;
			}
		}
		catch (IllegalArgumentException | GeneralSecurityException ex) {
			throw new IllegalArgumentException("is not an RSA private key", ex);
		}
		throw new IllegalArgumentException("is not an RSA private key with all its parts");
	}

	private StartRefusedException refused(String rule, String remedy) {
		return new StartRefusedException("the signing key " + this.file.getFileName() + " " + rule, remedy);
	}

}
