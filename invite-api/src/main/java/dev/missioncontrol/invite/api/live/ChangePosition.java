package dev.missioncontrol.invite.api.live;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.missioncontrol.invite.api.paging.Cursor;

/**
 * How far a reader of changes has come: he has seen all that earlier transactions have
 * changed, and of this one what it changed of invites up to this id.
 *
 * @param ledger which ledger; positions of another one mean nothing here
 * @param transaction number of a transaction of the database
 * @param inviteId the last invite of that transaction that was seen, in the order of the
 * database; all zero for none
 */
public record ChangePosition(String ledger, long transaction, UUID inviteId) {

	private static final UUID NONE = new UUID(0, 0);

	private static final Pattern LEDGER = Pattern.compile("[0-9a-f]{16}");

	private static final int PARTS = 3;

	/**
	 * Before anything that a transaction changed.
	 * @param ledger which ledger
	 * @param transaction number of the transaction
	 * @return the position
	 */
	public static ChangePosition before(String ledger, long transaction) {
		return new ChangePosition(ledger, transaction, NONE);
	}

	/**
	 * Reads back what a caller was given.
	 * @param cursor as it came
	 * @return empty when it is nothing that {@link #cursor()} gave
	 */
	public static Optional<ChangePosition> parse(String cursor) {
		return Cursor.parse(cursor, PARTS).map(Cursor::parts).flatMap(ChangePosition::of);
	}

	private static Optional<ChangePosition> of(List<String> parts) {
		try {
			ChangePosition position = new ChangePosition(parts.get(0), Long.parseLong(parts.get(1)),
					UUID.fromString(parts.get(2)));
			return Optional.of(position)
				.filter((found) -> LEDGER.matcher(found.ledger()).matches() && found.transaction() >= 0);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * What callers get.
	 * @return text that means nothing to them
	 */
	public String cursor() {
		return Cursor.of(this.ledger, this.transaction, this.inviteId).text();
	}

	/** False for positions in different ledgers. */
	boolean isBefore(ChangePosition other) {
		return isOf(other) && compare(other) < 0;
	}

	/** Whether both are positions in the same ledger. */
	boolean isOf(ChangePosition other) {
		return this.ledger.equals(other.ledger);
	}

	/** As the database orders them: ids by their bytes, which have no sign. */
	private int compare(ChangePosition other) {
		int byTransaction = Long.compare(this.transaction, other.transaction);
		if (byTransaction != 0) {
			return byTransaction;
		}
		int byHigh = Long.compareUnsigned(this.inviteId.getMostSignificantBits(),
				other.inviteId.getMostSignificantBits());
		return (byHigh != 0) ? byHigh : Long.compareUnsigned(this.inviteId.getLeastSignificantBits(),
				other.inviteId.getLeastSignificantBits());
	}

}
