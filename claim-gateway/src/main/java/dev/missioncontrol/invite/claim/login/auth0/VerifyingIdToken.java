package dev.missioncontrol.invite.claim.login.auth0;

import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.missioncontrol.invite.claim.login.Identification;
import dev.missioncontrol.invite.claim.login.Identity;
import dev.missioncontrol.invite.claim.login.LoginAttempt;
import dev.missioncontrol.invite.event.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Judges the tenant's ID tokens after OpenID Connect Core section 3.1.3.7: RS256 only,
 * keys from the tenant only, {@code iss}, {@code aud}, {@code azp}, {@code exp},
 * {@code iat} and {@code nonce}. Blocks while keys are fetched.
 */
final class VerifyingIdToken {

	private static final Set<String> REQUIRED = Set.of("sub", "iat", "exp", "nonce");

	private final IdTokenRules rules;

	private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

	private final InstantSource clock;

	VerifyingIdToken(IdTokenRules rules, JWKSource<SecurityContext> keys, InstantSource clock) {
		this.rules = rules;
		this.clock = clock;
		this.processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
		this.processor.setJWTClaimsSetVerifier(claimsVerifier());
	}

	Identification verify(String idToken, LoginAttempt attempt) {
		try {
			JWTClaimsSet claims = this.processor.process(idToken, null);
			return judge(claims, attempt);
		}
		catch (KeySourceException _) {
			return new Identification.Unavailable("keys");
		}
		catch (BadJOSEException | JOSEException | ParseException _) {
			return new Identification.Untrusted("id_token");
		}
	}

	private Identification judge(JWTClaimsSet claims, LoginAttempt attempt) throws ParseException {
		Instant latest = this.clock.instant().plus(this.rules.clockLeeway());
		if (claims.getIssueTime().toInstant().isAfter(latest)) {
			return new Identification.Untrusted("id_token");
		}
		if (!attempt.hasNonce(claims.getStringClaim("nonce"))) {
			return new Identification.Untrusted("nonce");
		}
		String party = claims.getStringClaim("azp");
		if ((party != null || claims.getAudience().size() > 1) && !this.rules.clientId().equals(party)) {
			return new Identification.Untrusted("azp");
		}
		return new Identification.Identified(identity(claims));
	}

	private Identity identity(JWTClaimsSet claims) throws ParseException {
		return new Identity(claims.getSubject(), email(claims.getStringClaim("email")),
				Boolean.TRUE.equals(claims.getClaim("email_verified")),
				claims.getStringClaim(this.rules.claimNamespace() + "invite_id"));
	}

	private static @Nullable EmailAddress email(@Nullable String text) {
		try {
			return (text != null) ? new EmailAddress(text) : null;
		}
		catch (IllegalArgumentException _) {
			// An address that nobody can have been invited by.
			return null;
		}
	}

	private DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier() {
		JWTClaimsSet exact = new JWTClaimsSet.Builder().issuer(this.rules.issuer()).build();
		InstantSource now = this.clock;
		DefaultJWTClaimsVerifier<SecurityContext> verifier = new DefaultJWTClaimsVerifier<>(this.rules.clientId(),
				exact, REQUIRED) {
			@Override
			protected Date currentTime() {
				return Date.from(now.instant());
			}
		};
		verifier.setMaxClockSkew(Math.toIntExact(this.rules.clockLeeway().toSeconds()));
		return verifier;
	}

}
