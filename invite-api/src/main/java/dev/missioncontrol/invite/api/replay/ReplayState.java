package dev.missioncontrol.invite.api.replay;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far a replay is.
 */
public enum ReplayState {

	/** Its records are being listed. */
	PLANNING,

	/** Its records are being sent. */
	RUNNING,

	/** Every record has a result. */
	COMPLETED,

	/** An operator stopped it. */
	CANCELLED,

	/** It cannot go on; the log says why. */
	FAILED;

	/**
	 * The state with this name.
	 * @param wireName a name that {@link #wireName()} gave
	 * @return the state
	 * @throws IllegalArgumentException when there is none
	 */
	public static ReplayState named(String wireName) {
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
