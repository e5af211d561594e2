package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.invite.DuplicatePolicy;
import dev.missioncontrol.invite.api.policy.InvitePolicy;
import dev.missioncontrol.invite.api.policy.ResendPolicy;
import dev.missioncontrol.invite.event.Role;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What may be asked for.
 *
 * @param allowedRoles names of the roles that can be given
 * @param defaultTtl lifetime of a link when none is asked for
 * @param minTtl shortest lifetime
 * @param maxTtl longest lifetime, 30 d or less
 * @param resend what a resend does to earlier links
 * @param duplicates whether a person may have several pending invites
 */
@ConfigurationProperties("invite.policy")
record InviteSettings(Set<String> allowedRoles, Duration defaultTtl, Duration minTtl, Duration maxTtl,
		ResendPolicy resend, DuplicatePolicy duplicates) {

	InvitePolicy policy() {
		return new InvitePolicy(this.allowedRoles.stream().map(Role::new).collect(Collectors.toSet()), this.defaultTtl,
				this.minTtl, this.maxTtl, this.resend);
	}

}
