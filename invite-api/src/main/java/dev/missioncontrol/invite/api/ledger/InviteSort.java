package dev.missioncontrol.invite.api.ledger;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The order of a list.
 *
 * @param key by what
 * @param descending from the greatest down
 */
public record InviteSort(Key key, boolean descending) {

	/** The order when none is asked for: the newest first. */
	public static final InviteSort DEFAULT = new InviteSort(Key.REQUESTED_AT, true);

	private static final String DESCENDING = "-";

	/**
	 * The name on the wire.
	 * @return the name of the key, after a hyphen when it is descending
	 */
	public String wireName() {
		return this.descending ? DESCENDING + this.key.wireName : this.key.wireName;
	}

	/**
	 * The order with this name.
	 * @param wireName as it was sent
	 * @return empty when there is none
	 */
	public static Optional<InviteSort> named(String wireName) {
		return Arrays.stream(Key.values())
			.flatMap((key) -> Stream.of(new InviteSort(key, false), new InviteSort(key, true)))
			.filter((sort) -> sort.wireName().equals(wireName))
			.findAny();
	}

	/**
	 * What lists are sorted by. Equal ones go by the time of the request, then by id.
	 */
	public enum Key {

		/** When the first link was asked for. */
		REQUESTED_AT("requestedAt"),

		/** When the newest link no longer works. */
		EXPIRES_AT("expiresAt"),

		/** Who is invited, by byte. */
		EMAIL("email");

		private final String wireName;

		Key(String wireName) {
			this.wireName = wireName;
		}

	}

}
