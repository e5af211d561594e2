package dev.missioncontrol.invite.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;

/**
 * RSA keys for tests, made at run time: none is ever kept.
 *
 * @param pair the keys
 */
public record RsaKeys(KeyPair pair) {

	/**
	 * A new pair.
	 * @param bits size of the modulus
	 * @return the keys
	 */
	public static RsaKeys generate(int bits) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(bits);
			return new RsaKeys(generator.generateKeyPair());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Name of the key, RFC 7638.
	 * @return the SHA-256 thumbprint in base64url
	 */
	public String keyId() {
		try {
			return jwk().computeThumbprint().toString();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The pair for Nimbus.
	 * @return public and private key
	 */
	public RSAKey jwk() {
		return new RSAKey.Builder((RSAPublicKey) this.pair.getPublic()).privateKey(this.pair.getPrivate()).build();
	}

	/**
	 * Writes the private key as PKCS #8 PEM, readable by its owner only.
	 * @param file where to
	 * @return the file
	 */
	public Path writePrivate(Path file) {
		return write(file, "PRIVATE KEY", this.pair.getPrivate(), "rw-------");
	}

	/**
	 * Writes the public key as SubjectPublicKeyInfo PEM (RFC 7468 section 13).
	 * @param file where to
	 * @return the file
	 */
	public Path writePublic(Path file) {
		return write(file, "PUBLIC KEY", this.pair.getPublic(), "rw-r--r--");
	}

	private static Path write(Path file, String label, Key key, String permissions) {
		String body = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded());
		try {
			Files.writeString(file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
			return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
