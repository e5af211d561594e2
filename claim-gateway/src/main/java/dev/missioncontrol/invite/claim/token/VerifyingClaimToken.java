package dev.missioncontrol.invite.claim.token;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.missioncontrol.invite.claim.keys.PublicKeys;
import dev.missioncontrol.invite.event.ClaimToken;
import org.jspecify.annotations.Nullable;

/**
 * Tells genuine claim tokens from all others. Nothing in the token decides how it is
 * verified: algorithm and type are pinned, keys come from our own set only (RFC 8725
 * sections 3.1, 3.5, 3.10 and 3.11). Safe for use by several threads; does not block.
 */
public final class VerifyingClaimToken {

	/** Any other member could only steer the verification. */
	private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

	private final TokenRules rules;

	private final Supplier<PublicKeys> keys;

	private final InstantSource clock;

	private final StrictJson json = new StrictJson();

	/**
	 * Sets the rules.
	 * @param rules which tokens are for us
	 * @param keys gives the public keys accepted now
	 * @param clock the time to judge by
	 */
	public VerifyingClaimToken(TokenRules rules, Supplier<PublicKeys> keys, InstantSource clock) {
		this.rules = rules;
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * Verifies a token.
	 * @param compact what came with the link
	 * @return never throws for what the token holds
	 */
	public Verification verify(String compact) {
		try {
			ClaimToken token = genuine(compact);
			Instant now = this.clock.instant();
			if (token.issuedAt().isAfter(now.plus(this.rules.clockLeeway()))) {
				return new Verification.Invalid(Flaw.NOT_YET);
			}
			return now.isBefore(token.expiresAt()) ? new Verification.Valid(token) : new Verification.Expired(token);
		}
		catch (FlawException ex) {
			return new Verification.Invalid(ex.flaw());
		}
	}

	private ClaimToken genuine(String compact) {
		check(compact.length() <= ClaimToken.MAX_LENGTH, Flaw.TOO_LONG);
		CompactJws jws = CompactJws.parse(compact);
		RSAPublicKey key = key(this.json.object(jws.header(), Flaw.HEADER));
		check(isSigned(jws, key), Flaw.SIGNATURE);
		ClaimToken token = claims(this.json.object(jws.payload(), Flaw.CLAIMS));
		check(this.rules.issuer().equals(token.issuer()), Flaw.ISSUER);
		check(this.rules.audience().equals(token.audience()), Flaw.AUDIENCE);
		return token;
	}

	private RSAPublicKey key(Map<String, @Nullable Object> header) {
		check(ClaimToken.ALGORITHM.equals(header.get("alg")), Flaw.ALGORITHM);
		check(ClaimToken.TYPE.equals(header.get("typ")), Flaw.TYPE);
		check(HEADER.containsAll(header.keySet()), Flaw.HEADER);
		if (header.get("kid") instanceof String kid) {
			return this.keys.get().find(kid).orElseThrow(() -> new FlawException(Flaw.KEY));
		}
		throw new FlawException(Flaw.KEY);
	}

	private static boolean isSigned(CompactJws jws, RSAPublicKey key) {
		try {
			Signature verifier = Signature.getInstance("SHA256withRSA");
			verifier.initVerify(key);
			verifier.update(jws.signingInput());
			return verifier.verify(jws.signature());
		}
		catch (SignatureException _) {
			// A signature of another length than the key's.
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JDK has SHA256withRSA", ex);
		}
	}

	private static ClaimToken claims(Map<String, @Nullable Object> claims) {
		try {
			return ClaimToken.fromClaims(claims);
		}
		catch (IllegalArgumentException _) {
			throw new FlawException(Flaw.CLAIMS);
		}
	}

	private static void check(boolean rule, Flaw otherwise) {
		if (!rule) {
			throw new FlawException(otherwise);
		}
	}

}
