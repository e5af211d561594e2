package dev.missioncontrol.invite.sandbox.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/**
 * An RSA key in a file of its owner's: made on first use, the same from then on.
 */
public final class KeyFile {

	/** Small enough for a link of about 900 characters. */
	private static final int BITS = 2048;

	private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";

	private static final String END = "-----END PRIVATE KEY-----";

	private KeyFile() {
	}

	/**
	 * Reads the key, or makes it when there is no file.
	 * @param file where it is: PKCS #8 in PEM (RFC 7468 section 10)
	 * @return both keys
	 * @throws CannotStart when the file is not such a key, or cannot be read or written
	 */
	public static KeyPair readOrMake(Path file) {
		try {
			if (!Files.exists(file)) {
				KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
				generator.initialize(BITS);
				SecretFile.write(file, pem("PRIVATE KEY", generator.generateKeyPair().getPrivate()));
			}
			return read(Files.readString(file));
		}
		catch (IOException | GeneralSecurityException | IllegalArgumentException ex) {
			throw new CannotStart("the key file " + file + " cannot be used; remove it to have a new one made", ex);
		}
	}

	/**
	 * A public key as text.
	 * @param key the key
	 * @return SubjectPublicKeyInfo in PEM (RFC 7468 section 13)
	 */
	public static String pem(PublicKey key) {
		return pem("PUBLIC KEY", key);
	}

	private static KeyPair read(String pem) throws GeneralSecurityException {
		String body = pem.strip();
		if (!body.startsWith(BEGIN) || !body.endsWith(END)) {
			throw new IllegalArgumentException("not a private key in PEM");
		}
		byte[] encoded = Base64.getMimeDecoder().decode(body.substring(BEGIN.length(), body.length() - END.length()));
		KeyFactory factory = KeyFactory.getInstance("RSA");
		if (!(factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)) instanceof RSAPrivateCrtKey key)) {
			throw new IllegalArgumentException("not an RSA key with its public half");
		}
		return new KeyPair(factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())),
				key);
	}

	private static String pem(String label, Key key) {
		String body = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded());
		return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
	}

}
