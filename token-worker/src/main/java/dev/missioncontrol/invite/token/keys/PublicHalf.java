package dev.missioncontrol.invite.token.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that claim-gateway is given for a signing key (SubjectPublicKeyInfo in PEM,
 * RFC 7468 section 13). Links are refused by all when it is of another key.
 *
 * @param file where it is
 */
record PublicHalf(Path file) {

	private static final Pattern PEM = Pattern
		.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

	/**
	 * Compares.
	 * @throws StartRefusedException when it is missing, unreadable, or of another key
	 */
	void check(SigningKey key) {
		RSAPublicKey found = read();
		if (!found.getModulus().equals(key.publicKey().getModulus())
				|| !found.getPublicExponent().equals(key.publicKey().getPublicExponent())) {
			throw refused("is not the other half of the signing key of this name");
		}
	}

	private RSAPublicKey read() {
		try {
			Matcher pem = PEM.matcher(Files.readString(this.file, StandardCharsets.ISO_8859_1));
			if (pem.find() && KeyFactory.getInstance("RSA")
				.generatePublic(new X509EncodedKeySpec(
						Base64.getMimeDecoder().decode(pem.group(1)))) instanceof RSAPublicKey key) {
				return key;
			}
		}
		catch (IOException ex) {
			throw refused("is missing or cannot be read");
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw refused("does not hold an RSA public key");
		}
		throw refused("does not hold an RSA public key");
	}

	private StartRefusedException refused(String what) {
		return new StartRefusedException("the public key " + this.file.getFileName() + " " + what,
				"Make both halves with bin/new-key, and give each to its service under its own name.");
	}

}
