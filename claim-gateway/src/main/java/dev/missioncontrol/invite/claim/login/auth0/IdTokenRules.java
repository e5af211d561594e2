package dev.missioncontrol.invite.claim.login.auth0;

import java.time.Duration;

/**
 * Which ID tokens are for us.
 *
 * @param issuer expected {@code iss}
 * @param clientId expected {@code aud}
 * @param claimNamespace what the tenant's own claims start with
 * @param clockLeeway how far clocks may differ
 */
record IdTokenRules(String issuer, String clientId, String claimNamespace, Duration clockLeeway) {
}
