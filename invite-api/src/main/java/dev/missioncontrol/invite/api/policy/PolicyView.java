package dev.missioncontrol.invite.api.policy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;

import dev.missioncontrol.invite.event.Role;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an organization as its admins see them. What is null was left to the
 * operator.
 *
 * @param defaultTtl lifetime of a link when none is asked for
 * @param maxTtl longest lifetime
 * @param allowedRoles roles that can be given
 * @param allowedDomains only mailboxes of these domains can be invited; empty for all
 * @param deniedDomains no mailbox of these
 * @param resend what a resend does to earlier links: supersede or keep
 * @param dailyQuota most invites of a day (UTC)
 * @param ratePerMinute most invites of a minute
 * @param effective what holds, the operator's rules included
 */
public record PolicyView(@Nullable String defaultTtl, @Nullable String maxTtl, @Nullable List<String> allowedRoles,
		List<String> allowedDomains, List<String> deniedDomains, @Nullable String resend, @Nullable Integer dailyQuota,
		@Nullable Integer ratePerMinute, Effective effective) {

	static PolicyView of(OrganizationPolicy policy, InvitePolicy operator) {
		InvitePolicy narrowed = operator.narrowedBy(policy);
		return new PolicyView(text(policy.defaultTtl()), text(policy.maxTtl()),
				(policy.allowedRoles() != null) ? policy.allowedRoles().stream().map(Role::name).toList() : null,
				texts(policy.domains().allowed()), texts(policy.domains().denied()),
				(policy.resend() != null) ? name(policy.resend()) : null, policy.dailyQuota(), policy.ratePerMinute(),
				new Effective(narrowed.defaultTtl().toString(), narrowed.minTtl().toString(),
						narrowed.maxTtl().toString(),
						narrowed.allowedRoles().stream().map(Role::name).sorted().toList(), name(narrowed.resend())));
	}

	private static String name(ResendPolicy resend) {
		return resend.name().toLowerCase(Locale.ROOT);
	}

	private static @Nullable String text(@Nullable Duration ttl) {
		return (ttl != null) ? ttl.toString() : null;
	}

	private static List<String> texts(SortedSet<DomainPattern> domains) {
		return domains.stream().map(DomainPattern::value).toList();
	}

	/**
	 * What holds.
	 *
	 * @param defaultTtl lifetime of a link when none is asked for
	 * @param minTtl shortest lifetime
	 * @param maxTtl longest lifetime
	 * @param allowedRoles roles that can be given
	 * @param resend what a resend does to earlier links
	 */
	public record Effective(String defaultTtl, String minTtl, String maxTtl, List<String> allowedRoles, String resend) {

	}

}
