package dev.missioncontrol.invite.api.replay;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What came of one record of a replay.
 */
public enum ReplayResult {

	/** It is on the replay topic of its stage. */
	SENT,

	/** It would be there if this were not a dry run. */
	WOULD_SEND,

	/** The link no longer works. */
	EXPIRED,

	/** The invite was accepted or revoked: a mail would lead nowhere. */
	CLOSED,

	/** A later generation replaced it. */
	SUPERSEDED,

	/** Another job sent this dead letter, or has it in its hands. */
	ALREADY_REPLAYED,

	/** The person was told meanwhile. */
	ALREADY_DELIVERED,

	/** It still cannot be read. */
	UNREADABLE,

	/** Kafka no longer has it. */
	GONE,

	/** No stage would do anything with it. */
	NOT_REPLAYABLE;

	/**
	 * The name on the wire and in the database.
	 * @return lower-case words joined by hyphens
	 */
	@JsonValue
	public String wireName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
