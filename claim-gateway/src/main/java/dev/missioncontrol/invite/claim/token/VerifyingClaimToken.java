package dev.missioncontrol.invite.claim.token;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.missioncontrol.invite.claim.keys.PublicKeys;
import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.event.Invite;
import org.jspecify.annotations.Nullable;

/**
 * Tells genuine claim tokens from all others. Nothing in the token decides how it is
 * verified: algorithm and type are pinned, keys come from our own set only (RFC 8725
 * sections 3.1, 3.5, 3.10 and 3.11). Safe for use by several threads; does not block.
 */
public final class VerifyingClaimToken {

	/** More than keys are ever in use; a signer that varies its headers gains nothing. */
	private static final int MAX_KNOWN_HEADERS = 64;

	/** Any other member could only steer the verification. */
	private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

	private final TokenRules rules;

	private final Supplier<PublicKeys> keys;

	private final InstantSource clock;

	private final StrictJson json = new StrictJson();

	/** Headers of genuine tokens, and their kid: all tokens of a key have the same. */
	private final Map<String, String> knownHeaders = new ConcurrentHashMap<>();

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
		String known = this.knownHeaders.get(jws.headerPart());
		String kid = (known != null) ? known : kid(this.json.object(jws.header(), Flaw.HEADER));
		RSAPublicKey key = this.keys.get().find(kid).orElseThrow(() -> new FlawException(Flaw.KEY));
		check(Rs256.isSigned(jws.signingInput(), jws.signature(), key), Flaw.SIGNATURE);
		if (known == null && this.knownHeaders.size() < MAX_KNOWN_HEADERS) {
			this.knownHeaders.put(jws.headerPart(), kid);
		}
		ClaimToken token = claims(this.json.object(jws.payload(), Flaw.CLAIMS));
		check(this.rules.issuer().equals(token.issuer()), Flaw.ISSUER);
		check(this.rules.audience().equals(token.audience()), Flaw.AUDIENCE);
		check(livesAsLongAsALink(token), Flaw.LIFETIME);
		return token;
	}

	private static String kid(Map<String, @Nullable Object> header) {
		check(ClaimToken.ALGORITHM.equals(header.get("alg")), Flaw.ALGORITHM);
		check(ClaimToken.TYPE.equals(header.get("typ")), Flaw.TYPE);
		check(HEADER.containsAll(header.keySet()), Flaw.HEADER);
		if (header.get("kid") instanceof String kid) {
			return kid;
		}
		throw new FlawException(Flaw.KEY);
	}

	private static ClaimToken claims(Map<String, @Nullable Object> claims) {
		// Would have to be obeyed (RFC 7519 section 4.1.5), and is in no link of ours.
		check(!claims.containsKey("nbf"), Flaw.CLAIMS);
		try {
			return ClaimToken.fromClaims(claims);
		}
		catch (IllegalArgumentException _) {
			throw new FlawException(Flaw.CLAIMS);
		}
	}

	/** What outlives the memory of closed invites could be used after it was revoked. */
	private static boolean livesAsLongAsALink(ClaimToken token) {
		Duration life = Duration.between(token.issuedAt(), token.expiresAt());
		return life.isPositive() && life.compareTo(Invite.MAX_TTL) <= 0;
	}

	private static void check(boolean rule, Flaw otherwise) {
		if (!rule) {
			throw new FlawException(otherwise);
		}
	}

}
