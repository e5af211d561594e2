package dev.missioncontrol.invite.claim.token;

import java.time.Duration;

/**
 * Which tokens are for us.
 *
 * @param issuer expected {@code iss}
 * @param audience expected {@code aud}
 * @param clockLeeway how far in the future {@code iat} may lie; {@code exp} has no leeway
 */
public record TokenRules(String issuer, String audience, Duration clockLeeway) {
}
