package dev.missioncontrol.invite.api.invite;

import java.time.Duration;
import java.util.Set;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.Role;

/**
 * What may be asked for.
 *
 * @param allowedRoles roles that can be given; at least one
 * @param defaultTtl lifetime of a link when none is asked for
 * @param minTtl shortest lifetime
 * @param maxTtl longest lifetime; {@link Invite#MAX_TTL} or less
 */
public record InvitePolicy(Set<Role> allowedRoles, Duration defaultTtl, Duration minTtl, Duration maxTtl) {

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

	boolean allows(Duration ttl) {
		return ttl.compareTo(this.minTtl) >= 0 && ttl.compareTo(this.maxTtl) <= 0;
	}

	private static void check(boolean rule, String message) {
		if (!rule) {
			throw new IllegalArgumentException(message);
		}
	}

}
