package dev.missioncontrol.invite.api.batch;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far a batch is. One that is being received is not shown to anybody.
 */
public enum BatchState {

	/** All rows are here, and none was begun. */
	WAITING,

	/** Rows are being carried out. */
	RUNNING,

	/** Every row has a result. */
	DONE,

	/** Somebody stopped it; rows that were begun are finished. */
	CANCELLED;

	/**
	 * The state with this name.
	 * @param wireName a name that {@link #wireName()} gave
	 * @return the state
	 * @throws IllegalArgumentException when there is none
	 */
	public static BatchState named(String wireName) {
		return valueOf(wireName.toUpperCase(Locale.ROOT));
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
