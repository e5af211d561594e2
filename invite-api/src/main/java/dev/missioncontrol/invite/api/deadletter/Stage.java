package dev.missioncontrol.invite.api.deadletter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;

/**
 * Who gives records up, by what it does.
 */
public enum Stage {

	/** token-worker, from {@code invite.commands}. */
	SIGN,

	/** segment-bridge, from {@code invite.signed}. */
	IDENTIFY,

	/** segment-bridge, from {@code invite.identified}. */
	TRACK,

	/** The ledger, from any topic; nothing to send again: it is built anew instead. */
	LEDGER;

	/**
	 * The stage whose dead letters a topic holds.
	 * @param topic the topic that the records were on first
	 * @return the stage; {@link #LEDGER} for topics that no other stage reads
	 */
	public static Stage of(Topic<?> topic) {
		return Arrays.stream(values())
			.filter((stage) -> stage.topic().filter(topic::equals).isPresent())
			.findAny()
			.orElse(LEDGER);
	}

	/**
	 * The stage with this name.
	 * @param wireName a name that {@link #wireName()} gives
	 * @return empty when there is none
	 */
	public static Optional<Stage> named(String wireName) {
		return Arrays.stream(values()).filter((stage) -> stage.wireName().equals(wireName)).findAny();
	}

	/**
	 * The topic whose records go through this stage.
	 * @return empty for the ledger, which reads all
	 */
	public Optional<Topic<?>> topic() {
		return switch (this) {
			case SIGN -> Optional.of(Topics.COMMANDS);
			case IDENTIFY -> Optional.of(Topics.SIGNED);
			case TRACK -> Optional.of(Topics.IDENTIFIED);
			case LEDGER -> Optional.empty();
		};
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
