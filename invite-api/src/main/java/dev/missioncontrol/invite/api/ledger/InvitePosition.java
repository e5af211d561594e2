package dev.missioncontrol.invite.api.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.api.paging.Cursor;
import dev.missioncontrol.invite.api.paging.ListParameters;
import dev.missioncontrol.invite.event.InviteId;

/**
 * Where a page of invites ended.
 *
 * @param at the time that the list is sorted by: when it expires, or when it was
 * requested
 * @param inviteId the last invite
 * @param email its address; empty unless the list is sorted by it. No cursor holds it,
 * for cursors stand in URLs: it is looked up again.
 */
public record InvitePosition(Instant at, InviteId inviteId, String email) {

	private static final int PARTS = 3;

	static InvitePosition of(InviteSummary last, InviteSort sort) {
		return new InvitePosition((sort.key() == InviteSort.Key.EXPIRES_AT) ? last.expiresAt() : last.requestedAt(),
				last.inviteId(), "");
	}

	/** The fingerprint is that of the list, so that no other list takes the cursor. */
	Cursor cursor(String fingerprint) {
		return Cursor.of(fingerprint, this.at, this.inviteId);
	}

	/** Empty when no page of this list ended with this cursor. */
	static Optional<InvitePosition> parse(String cursor, String fingerprint) {
		return Cursor.parse(cursor, PARTS)
			.map(Cursor::parts)
			.filter((parts) -> parts.getFirst().equals(fingerprint))
			.flatMap(InvitePosition::of);
	}

	/** The same place, in a list that is sorted by address. */
	InvitePosition withEmail(String email) {
		return new InvitePosition(this.at, this.inviteId, email);
	}

	private static Optional<InvitePosition> of(List<String> parts) {
		try {
			InviteId id = InviteId.parse(parts.get(2));
			return ListParameters.instant(parts.get(1)).map((at) -> new InvitePosition(at, id, ""));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
