package dev.missioncontrol.invite.api.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.Role;

/**
 * What may be asked for.
 *
 * @param allowedRoles roles that can be given; at least one
 * @param defaultTtl lifetime of a link when none is asked for
 * @param minTtl shortest lifetime
 * @param maxTtl longest lifetime; {@link Invite#MAX_TTL} or less
 * @param domains whose mailboxes can be invited
 * @param resend what a resend does to earlier links
 */
public record InvitePolicy(Set<Role> allowedRoles, Duration defaultTtl, Duration minTtl, Duration maxTtl,
		DomainRule domains, ResendPolicy resend) {

	/**
	 * Checks that the policy can be kept.
	 * @throws IllegalArgumentException when the lifetimes are out of order or no role is
	 * allowed
	 */
	public InvitePolicy {
		allowedRoles = Set.copyOf(allowedRoles);
		check(!allowedRoles.isEmpty(), "at least one role must be allowed");
		check(minTtl.compareTo(Duration.ofSeconds(1)) >= 0, "the shortest ttl must be 1 s or more");
		check(minTtl.compareTo(defaultTtl) <= 0 && defaultTtl.compareTo(maxTtl) <= 0,
				"the default ttl must lie between the shortest and the longest");
		check(maxTtl.compareTo(Invite.MAX_TTL) <= 0, "the longest ttl must be 30 d or less");
	}

	/**
	 * A policy for everybody: mailboxes of all domains can be invited.
	 * @param allowedRoles roles that can be given; at least one
	 * @param defaultTtl lifetime of a link when none is asked for
	 * @param minTtl shortest lifetime
	 * @param maxTtl longest lifetime
	 * @param resend what a resend does to earlier links
	 * @throws IllegalArgumentException when the policy cannot be kept
	 */
	public InvitePolicy(Set<Role> allowedRoles, Duration defaultTtl, Duration minTtl, Duration maxTtl,
			ResendPolicy resend) {
		this(allowedRoles, defaultTtl, minTtl, maxTtl, DomainRule.ALL, resend);
	}

	/**
	 * This policy, made narrower by an organization. What the organization once set and
	 * this policy no longer allows does not count.
	 * @param wishes what the organization set
	 * @return never wider than this
	 */
	public InvitePolicy narrowedBy(OrganizationPolicy wishes) {
		Set<Role> roles = new TreeSet<>(this.allowedRoles);
		if (wishes.allowedRoles() != null && !Collections.disjoint(roles, wishes.allowedRoles())) {
			roles.retainAll(wishes.allowedRoles());
		}
		Duration longest = within((wishes.maxTtl() != null) ? wishes.maxTtl() : this.maxTtl, this.maxTtl);
		Duration usual = within((wishes.defaultTtl() != null) ? wishes.defaultTtl() : this.defaultTtl, longest);
		return new InvitePolicy(roles, usual, this.minTtl, longest, wishes.domains(),
				(wishes.resend() != null) ? wishes.resend() : this.resend);
	}

	private Duration within(Duration wish, Duration longest) {
		Duration notTooLong = (wish.compareTo(longest) > 0) ? longest : wish;
		return (notTooLong.compareTo(this.minTtl) < 0) ? this.minTtl : notTooLong;
	}

	/**
	 * Whether a link may live so long.
	 * @param ttl its lifetime
	 * @return true from the shortest to the longest, both included
	 */
	public boolean allows(Duration ttl) {
		return ttl.compareTo(this.minTtl) >= 0 && ttl.compareTo(this.maxTtl) <= 0;
	}

	private static void check(boolean rule, String message) {
		if (!rule) {
			throw new IllegalArgumentException(message);
		}
	}

}
