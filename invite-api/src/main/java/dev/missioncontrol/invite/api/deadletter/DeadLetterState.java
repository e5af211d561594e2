package dev.missioncontrol.invite.api.deadletter;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What ops did about a dead letter.
 */
public enum DeadLetterState {

	/** Nothing yet. */
	OPEN,

	/** A job sent it through its stage again; should that fail, it is a new letter. */
	REPLAYED;

	/**
	 * The name on the wire.
	 * @return one lower-case word
	 */
	@JsonValue
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
