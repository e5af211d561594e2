package dev.missioncontrol.invite.token.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;

/**
 * One RSA key that may sign.
 *
 * @param keyId {@code kid}: the key's SHA-256 thumbprint in base64url (RFC 7638)
 * @param privateKey the private key; {@link #toString()} hides it
 * @param publicKey its public half
 */
public record SigningKey(String keyId, RSAPrivateCrtKey privateKey, RSAPublicKey publicKey) {

	/** Fewest bits of a modulus (RFC 7518 section 3.3). */
	public static final int MIN_BITS = 2048;

	/** Most bits: each further one makes every click at claim-gateway dearer. */
	private static final int MAX_BITS = 8192;

	/** Smallest public exponent that FIPS 186-5 allows. */
	private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537);

	private static final int MAX_EXPONENT_BITS = 64;

	/**
	 * Derives the public half and the id.
	 * @param privateKey the private key
	 * @return the key
	 * @throws IllegalArgumentException when it is too short or too long, or its parts are
	 * unsafe or do not belong together; the message says which, and nothing of the key
	 */
	public static SigningKey of(RSAPrivateCrtKey privateKey) {
		int bits = privateKey.getModulus().bitLength();
		if (bits < MIN_BITS) {
			throw new IllegalArgumentException("has " + bits + " bits, fewer than " + MIN_BITS);
		}
		if (bits > MAX_BITS) {
			throw new IllegalArgumentException("has " + bits + " bits, more than " + MAX_BITS);
		}
		BigInteger exponent = privateKey.getPublicExponent();
		if (exponent.compareTo(MIN_EXPONENT) < 0 || exponent.bitLength() > MAX_EXPONENT_BITS) {
			throw new IllegalArgumentException("has an unsafe public exponent");
		}
		if (!isConsistent(privateKey)) {
			throw new IllegalArgumentException("is damaged: its parts do not belong together");
		}
		RSAPublicKey publicKey = publicHalf(privateKey);
		return new SigningKey(thumbprint(publicKey), privateKey, publicKey);
	}

	@Override
	public String toString() {
		return "SigningKey[" + this.keyId + "]";
	}

	/** A damaged key would sign without an error, and no link would ever verify. */
	private static boolean isConsistent(RSAPrivateCrtKey key) {
		BigInteger p = key.getPrimeP();
		BigInteger q = key.getPrimeQ();
		return p.compareTo(BigInteger.ONE) > 0 && q.compareTo(BigInteger.ONE) > 0
				&& p.multiply(q).equals(key.getModulus())
				&& isInverse(key.getPublicExponent(), key.getPrimeExponentP(), p)
				&& isInverse(key.getPublicExponent(), key.getPrimeExponentQ(), q)
				&& key.getCrtCoefficient().multiply(q).mod(p).equals(BigInteger.ONE);
	}

	private static boolean isInverse(BigInteger publicExponent, BigInteger exponent, BigInteger prime) {
		BigInteger order = prime.subtract(BigInteger.ONE);
		return publicExponent.multiply(exponent).mod(order).equals(BigInteger.ONE);
	}

	private static RSAPublicKey publicHalf(RSAPrivateCrtKey key) {
		try {
			RSAPublicKeySpec spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
			return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalArgumentException("has no usable public half", ex);
		}
	}

	private static String thumbprint(RSAPublicKey key) {
		try {
			return new RSAKey.Builder(key).build().computeThumbprint().toString();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
