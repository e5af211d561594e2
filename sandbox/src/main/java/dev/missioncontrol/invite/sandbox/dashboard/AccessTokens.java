package dev.missioncontrol.invite.sandbox.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * Issues access tokens (RFC 9068), as Auth0 does for logins and for machines.
 */
final class AccessTokens {

	static final Duration LIFETIME = Duration.ofHours(12);

	private static final String NAMESPACE = "https://missioncontrol.dev/";

	private final RSAKey key;

	private final String issuer;

	private final InstantSource clock;

	AccessTokens(RSAKey key, String issuer, InstantSource clock) {
		this.key = key;
		this.issuer = issuer;
		this.clock = clock;
	}

	/** Of an admin of the organization {@code acme}. */
	String admin() {
		return issue(claims("sandbox|admin", "create:invites read:invites revoke:invites manage:policies")
			.claim(NAMESPACE + "organization", "acme")
			.claim(NAMESPACE + "organization_name", "Acme Inc.")
			.claim(NAMESPACE + "roles", List.of("admin")));
	}

	/** Of a machine of ops, which belongs to no organization. */
	String ops() {
		return issue(claims("ops@clients", "replay:notifications"));
	}

	private JWTClaimsSet.Builder claims(String subject, String scope) {
		Instant now = this.clock.instant();
		return new JWTClaimsSet.Builder().issuer(this.issuer)
			.audience(Dashboard.API_AUDIENCE)
			.subject(subject)
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(LIFETIME)))
			.claim("scope", scope);
	}

	private String issue(JWTClaimsSet.Builder claims) {
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(this.key.getKeyID())
			.type(new JOSEObjectType("at+jwt"))
			.build();
		try {
			SignedJWT token = new SignedJWT(header, claims.build());
			token.sign(new RSASSASigner(this.key));
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
