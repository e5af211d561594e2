package dev.missioncontrol.invite.api.policy;

import java.util.List;

import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A policy as an admin sent it: nothing in it is checked yet. What is absent is null, and
 * left to the operator.
 *
 * @param defaultTtl ISO 8601 duration
 * @param maxTtl ISO 8601 duration
 * @param allowedRoles names of roles
 * @param allowedDomains domains
 * @param deniedDomains domains
 * @param resend {@code supersede} or {@code keep}
 * @param dailyQuota most invites of a day
 * @param ratePerMinute most invites of a minute
 * @param malformed what the transport found wrong already
 */
public record PolicyRequest(@Nullable String defaultTtl, @Nullable String maxTtl, @Nullable List<String> allowedRoles,
		@Nullable List<String> allowedDomains, @Nullable List<String> deniedDomains, @Nullable String resend,
		@Nullable Integer dailyQuota, @Nullable Integer ratePerMinute, List<Violation> malformed) {

}
