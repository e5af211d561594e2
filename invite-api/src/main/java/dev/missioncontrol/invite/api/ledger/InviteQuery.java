package dev.missioncontrol.invite.api.ledger;

import java.time.Instant;
import java.util.Objects;

import dev.missioncontrol.invite.api.idempotency.Fingerprint;

/**
 * One list of invites.
 *
 * @param organizationId whose
 * @param filter which of them
 * @param sort in which order
 * @param now tells what has expired
 */
public record InviteQuery(String organizationId, InviteFilter filter, InviteSort sort, Instant now) {

	/**
	 * Long enough to tell a mistake; nobody gains anything by a cursor of another list.
	 */
	private static final int FINGERPRINT = 16;

	/** The same for all pages of a list, and for no other list. */
	String fingerprint() {
		return Fingerprint.builder()
			.add(this.organizationId)
			.add(this.sort.wireName())
			.add(this.filter.statuses().stream().sorted().toList().toString())
			.add((this.filter.email() != null) ? this.filter.email().value() : "")
			.add(Objects.toString(this.filter.emailPrefix(), ""))
			.add(Objects.toString(this.filter.role(), ""))
			.add(Objects.toString(this.filter.requestedBy(), ""))
			.add(Objects.toString(this.filter.requestedAfter(), ""))
			.add(Objects.toString(this.filter.requestedBefore(), ""))
			.build()
			.value()
			.substring(0, FINGERPRINT);
	}

}
