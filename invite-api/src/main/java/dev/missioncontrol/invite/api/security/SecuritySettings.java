package dev.missioncontrol.invite.api.security;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens are taken.
 *
 * @param issuer value of {@code iss}, to the letter
 * @param audience one of the values of {@code aud}
 * @param jwkSetUri where the issuer's public keys are; null to ask the issuer (OpenID
 * Connect Discovery)
 * @param organizationClaim claim with the id of the caller's organization
 * @param organizationNameClaim claim with its name; the id serves where it is absent
 * @param rolesClaim claim with the caller's own roles
 * @param assumedRoles roles of a caller whose token lacks that claim; none by default
 * @param clockSkew by how much clocks may differ
 * @param connectTimeout longest time to connect to the issuer
 * @param responseTimeout longest time for the issuer to answer
 */
@ConfigurationProperties("invite.security")
record SecuritySettings(URI issuer, String audience, @Nullable URI jwkSetUri, String organizationClaim,
		String organizationNameClaim, String rolesClaim, Set<String> assumedRoles, Duration clockSkew,
		Duration connectTimeout, Duration responseTimeout) {

	SecuritySettings {
		if (!issuer.isAbsolute()) {
			throw new IllegalArgumentException("invite.security.issuer must be an absolute URI");
		}
		if (audience.isBlank()) {
			throw new IllegalArgumentException("invite.security.audience must not be empty");
		}
		if (jwkSetUri != null && jwkSetUri.toString().isEmpty()) {
			jwkSetUri = null;
		}
	}

}
