package dev.missioncontrol.invite.api.ledger;

import java.time.Instant;
import java.util.Set;

import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.Role;
import org.jspecify.annotations.Nullable;

/**
 * Which invites of an organization are meant; a part that is null or empty leaves none
 * out.
 *
 * @param statuses where they stand
 * @param email who is invited
 * @param emailPrefix how that address begins, in lower case
 * @param role one that they give
 * @param requestedBy who asked for the newest link
 * @param requestedAfter earliest time at which the first link was asked for
 * @param requestedBefore first time that is too late
 */
public record InviteFilter(Set<InviteStatus> statuses, @Nullable EmailAddress email, @Nullable String emailPrefix,
		@Nullable Role role, @Nullable String requestedBy, @Nullable Instant requestedAfter,
		@Nullable Instant requestedBefore) {

	/**
	 * Keeps a copy.
	 */
	public InviteFilter {
		statuses = Set.copyOf(statuses);
	}

}
