package dev.missioncontrol.invite.api.batch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What came of a row.
 */
public enum RowOutcome {

	/** Nothing yet. */
	PENDING,

	/** The person is invited: the command can no longer be lost. */
	ACCEPTED,

	/** The person has a pending invite already. */
	DUPLICATE,

	/** A rule says no. */
	REFUSED,

	/** A fault of ours that trying again would not have solved. */
	FAILED,

	/** The batch was stopped before the row was begun. */
	CANCELLED;

	/**
	 * The outcome with this name.
	 * @param wireName such as {@code accepted}
	 * @return empty when there is none
	 */
	public static Optional<RowOutcome> named(String wireName) {
		return Arrays.stream(values()).filter((each) -> each.wireName().equals(wireName)).findAny();
	}

	/**
	 * The name on the wire and in the database.
	 * @return one lower-case word
	 */
	@JsonValue
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
