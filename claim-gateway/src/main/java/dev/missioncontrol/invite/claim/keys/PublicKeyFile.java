package dev.missioncontrol.invite.claim.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
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

	private static final int MIN_BITS = 2048;

	/** Each click costs a verification, and that grows with the square of the size. */
	private static final int MAX_BITS = 8192;

	/** Smallest that FIPS 186-5 allows; 1 would make every signature good. */
	private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537);

	private static final int MAX_EXPONENT_BITS = 64;

	private static final int MAX_SIZE = 65_536;

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
		int bits = key.getModulus().bitLength();
		if (bits < MIN_BITS) {
			throw unusable("has " + bits + " bits; keys need " + MIN_BITS + ", better 3072, or more");
		}
		if (bits > MAX_BITS) {
			throw unusable("has " + bits + " bits; keys may have " + MAX_BITS + " at most");
		}
		BigInteger exponent = key.getPublicExponent();
		if (exponent.compareTo(MIN_EXPONENT) < 0 || exponent.bitLength() > MAX_EXPONENT_BITS || !exponent.testBit(0)) {
			throw unusable("has an unsafe public exponent; make keys with bin/new-key");
		}
		return key;
	}

	private String text() {
		try {
			// Whoever can change this file decides who gets in.
			if (Files.getPosixFilePermissions(this.path).contains(PosixFilePermission.OTHERS_WRITE)) {
				throw unusable("may be changed by everybody; run chmod 644 on it");
			}
			if (Files.size(this.path) > MAX_SIZE) {
				throw unusable("is larger than 64 KiB");
			}
			return Files.readString(this.path, StandardCharsets.ISO_8859_1);
		}
		catch (UnsupportedOperationException _) {
			throw unusable("is on a file system without POSIX permissions");
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
