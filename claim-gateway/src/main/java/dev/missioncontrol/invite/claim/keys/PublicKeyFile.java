package dev.missioncontrol.invite.claim.keys;

import java.io.IOException;
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
 * One public key in a file (SubjectPublicKeyInfo in PEM, RFC 7468 section 13).
 *
 * @param path where it is
 */
record PublicKeyFile(Path path) {

	static final int MIN_BITS = 2048;

	private static final Pattern PEM = Pattern
		.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

	RSAPublicKey read() {
		String text = text();
		if (text.contains("PRIVATE KEY")) {
			throw unusable("holds a private key; only public keys belong here");
		}
		Matcher pem = PEM.matcher(text);
		if (!pem.matches()) {
			throw unusable("is not one public key in PEM (BEGIN PUBLIC KEY)");
		}
		RSAPublicKey key = decode(pem.group(1));
		if (key.getModulus().bitLength() < MIN_BITS) {
			throw unusable(
					"has " + key.getModulus().bitLength() + " bits; keys need " + MIN_BITS + ", better 3072, or more");
		}
		return key;
	}

	private String text() {
		try {
			return Files.readString(this.path);
		}
		catch (IOException _) {
			throw unusable("cannot be read");
		}
	}

	private RSAPublicKey decode(String body) {
		try {
			byte[] der = Base64.getMimeDecoder().decode(body);
			return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
		}
		catch (GeneralSecurityException | IllegalArgumentException _) {
			throw unusable("does not hold an RSA key");
		}
	}

	private UnusableKeyException unusable(String what) {
		return new UnusableKeyException("The key file " + this.path + " " + what + ".");
	}

}
