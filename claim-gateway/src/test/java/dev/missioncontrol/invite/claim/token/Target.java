package dev.missioncontrol.invite.claim.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

import dev.missioncontrol.invite.claim.ClaimTokens;
import dev.missioncontrol.invite.claim.keys.PublicKeys;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;

/**
 * What the attacks are aimed at: a verifier with two keys, one of them with the exponent
 * 3 that made forgeries easy elsewhere, and a good token of each.
 */
final class Target {

	static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	static final Invite INVITE = InviteFixture.anInvite().requestedAt(NOW).build();

	static final ClaimTokens OURS = new ClaimTokens(RsaKeys.generate(2048));

	static final ClaimTokens EXPONENT_3 = new ClaimTokens(exponent3());

	static final ClaimTokens FOREIGN = new ClaimTokens(RsaKeys.generate(2048));

	private Target() {
	}

	static VerifyingClaimToken verifier() {
		PublicKeys keys = PublicKeys.of(List.of(publicKey(OURS), publicKey(EXPONENT_3)));
		return new VerifyingClaimToken(new TokenRules(ClaimTokens.ISSUER, ClaimTokens.AUDIENCE, Duration.ofSeconds(60)),
				() -> keys, InstantSource.fixed(NOW));
	}

	static RSAPublicKey publicKey(ClaimTokens tokens) {
		return (RSAPublicKey) tokens.keys().pair().getPublic();
	}

	/** Header and payload of a good token. */
	static String input(ClaimTokens tokens) {
		String token = tokens.sign(INVITE);
		return token.substring(0, token.lastIndexOf('.'));
	}

	static byte[] hash(String algorithm, String input) {
		try {
			return MessageDigest.getInstance(algorithm).digest(input.getBytes(StandardCharsets.US_ASCII));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The private operation on any block: what only a bad or careless signer does. */
	static BigInteger raw(ClaimTokens tokens, byte[] block) {
		RSAPrivateKey key = (RSAPrivateKey) tokens.keys().pair().getPrivate();
		return new BigInteger(1, block).modPow(key.getPrivateExponent(), key.getModulus());
	}

	static String joined(String input, BigInteger signature) {
		return joined(input, bytes(signature, 256));
	}

	static String joined(String input, byte[] signature) {
		return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
	}

	static byte[] bytes(BigInteger number, int length) {
		byte[] bytes = new byte[length];
		byte[] digits = number.toByteArray();
		int count = Math.min(digits.length, length);
		System.arraycopy(digits, digits.length - count, bytes, length - count, count);
		return bytes;
	}

	private static RsaKeys exponent3() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F0));
			return new RsaKeys(generator.generateKeyPair());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
