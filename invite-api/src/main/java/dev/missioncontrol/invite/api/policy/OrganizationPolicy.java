package dev.missioncontrol.invite.api.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.missioncontrol.invite.event.Role;
import org.jspecify.annotations.Nullable;

/**
 * What an organization set for itself. Whatever is null is left to the operator.
 *
 * @param defaultTtl lifetime of a link when none is asked for
 * @param maxTtl longest lifetime
 * @param allowedRoles roles that can be given; at least one
 * @param domains whose mailboxes can be invited
 * @param resend what a resend does to earlier links
 * @param dailyQuota most invites of a day (UTC), 1 or more
 * @param ratePerMinute most invites of a minute, 1 or more
 */
public record OrganizationPolicy(@Nullable Duration defaultTtl, @Nullable Duration maxTtl,
		@Nullable SortedSet<Role> allowedRoles, DomainRule domains, @Nullable ResendPolicy resend,
		@Nullable Integer dailyQuota, @Nullable Integer ratePerMinute) {

	/** An organization that set nothing. */
	public static final OrganizationPolicy NONE = new OrganizationPolicy(null, null, null, DomainRule.ALL, null, null,
			null);

	public OrganizationPolicy {
		allowedRoles = (allowedRoles != null) ? Collections.unmodifiableSortedSet(new TreeSet<>(allowedRoles)) : null;
	}

	/**
	 * Whether the number of invites is limited.
	 * @return true if it is, by day or by minute
	 */
	public boolean isLimited() {
		return this.dailyQuota != null || this.ratePerMinute != null;
	}

}
