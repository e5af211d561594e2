package dev.missioncontrol.invite.event;

/**
 * What reading a record gave: an event, or why it is none. Bad records are expected, so
 * they are values, not exceptions.
 *
 * @param <E> the family of events that the topic holds
 */
public sealed interface Decoded<E extends InviteEvent> {

	/**
	 * A record that follows the contract.
	 *
	 * @param <E> the family of events
	 * @param event the event
	 */
	record Event<E extends InviteEvent>(CloudEvent<E> event) implements Decoded<E> {
	}

	/**
	 * A record that does not.
	 *
	 * @param <E> the family of events
	 * @param reason what is wrong
	 * @param detail where it is wrong, such as the path of a field; never a value, for
	 * that may be personal
	 */
	record Unreadable<E extends InviteEvent>(Reason reason, String detail) implements Decoded<E> {
	}

	/**
	 * What can be wrong with a record.
	 */
	enum Reason {

		/** No value at all: a tombstone where none belongs. */
		NO_VALUE("no-value"),

		/** A CloudEvents header is missing or broken. */
		BAD_ENVELOPE("bad-envelope"),

		/** The type is unknown, or belongs to another topic. */
		UNKNOWN_TYPE("unknown-type"),

		/** Not JSON. */
		NOT_JSON("not-json"),

		/** JSON, but a field is missing, of the wrong type, or breaks its rule. */
		BAD_FIELD("bad-field"),

		/** The key is not the invite's id. */
		KEY_MISMATCH("key-mismatch");

		private final String code;

		Reason(String code) {
			this.code = code;
		}

		/**
		 * A stable name for headers and metrics.
		 * @return lower-case words joined by hyphens
		 */
		public String code() {
			return this.code;
		}

	}

}
