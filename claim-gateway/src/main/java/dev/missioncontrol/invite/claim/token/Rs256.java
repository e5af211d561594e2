package dev.missioncontrol.invite.claim.token;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * RSASSA-PKCS1-v1_5 with SHA-256, verified as RFC 8017 section 8.2.2 says: the one block
 * that a signature of this input can hold is built and compared as a whole. Nothing of
 * what the signature holds is ever parsed, so there is no padding to play tricks with.
 * The JDK's own verifier also takes blocks whose DigestInfo lacks its NULL.
 */
final class Rs256 {

	/** DigestInfo of SHA-256 up to the hash (RFC 8017 section 9.2, note 1). */
	private static final byte[] DIGEST_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

	private Rs256() {
	}

	/** Works with public values only, so it need not take the same time for all. */
	static boolean isSigned(byte[] input, byte[] signature, RSAPublicKey key) {
		BigInteger modulus = key.getModulus();
		int length = (modulus.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
		if (signature.length != length) {
			return false;
		}
		BigInteger number = new BigInteger(1, signature);
		return number.compareTo(modulus) < 0
				&& number.modPow(key.getPublicExponent(), modulus).equals(block(sha256(input), length));
	}

	private static BigInteger block(byte[] hash, int length) {
		byte[] block = new byte[length];
		int info = length - hash.length - DIGEST_INFO.length;
		block[1] = 1;
		Arrays.fill(block, 2, info - 1, (byte) 0xff);
		System.arraycopy(DIGEST_INFO, 0, block, info, DIGEST_INFO.length);
		System.arraycopy(hash, 0, block, length - hash.length, hash.length);
		return new BigInteger(1, block);
	}

	private static byte[] sha256(byte[] input) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(input);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JDK has SHA-256", ex);
		}
	}

}
