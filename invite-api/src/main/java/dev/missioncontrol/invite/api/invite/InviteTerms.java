package dev.missioncontrol.invite.api.invite;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.NavigableSet;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Role;
import org.jspecify.annotations.Nullable;

/**
 * A request that passed the policy: everything normalized and filled in, so that equal
 * terms mean the same invite.
 *
 * @param email who is invited
 * @param roles at least one, all of them allowed
 * @param ttl how long the link works
 * @param locale language of the e-mail; null for the organization's default
 * @param metadata pairs of the caller's own
 * @param onDuplicate what is to happen when the person has a pending invite already
 */
record InviteTerms(EmailAddress email, NavigableSet<Role> roles, Duration ttl, @Nullable String locale,
		NavigableMap<String, String> metadata, OnDuplicate onDuplicate) {

	Invite invite(InviteId id, Caller caller, Instant now) {
		return new Invite(id, 1, this.email, caller.organization(), this.roles, caller.subject(), now,
				now.plus(this.ttl), this.locale, this.metadata);
	}

}
