package dev.missioncontrol.invite.chaos.services;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What can be broken on purpose.
 */
public enum Breakage {

	/** The bridge commits what it read, whether or not Segment has it. */
	AUTO_COMMIT(Kind.BRIDGE, "dev.missioncontrol.invite.chaos.broken.BridgeWithAutoCommit"),

	/** The worker sends its records outside of the transaction of its offsets. */
	NO_TRANSACTION(Kind.WORKER, "dev.missioncontrol.invite.chaos.broken.WorkerWithoutTransaction"),

	/** The bridge gives each message a new id each time. */
	RANDOM_MESSAGE_ID(Kind.BRIDGE, "dev.missioncontrol.invite.chaos.broken.BridgeWithRandomIds"),

	/** The API does not wait for the broker. */
	ACKS_NONE(Kind.API,
			Map.of("spring.kafka.producer.acks", "0", "spring.kafka.producer.properties.enable.idempotence", "false"));

	private final Kind kind;

	@SuppressWarnings("ImmutableEnumChecker") // made by Map.of
	private final Map<String, String> settings;

	private final Optional<String> mainClass;

	Breakage(Kind kind, Map<String, String> settings) {
		this.kind = kind;
		this.settings = settings;
		this.mainClass = Optional.empty();
	}

	Breakage(Kind kind, String mainClass) {
		this.kind = kind;
		this.settings = Map.of();
		this.mainClass = Optional.of(mainClass);
	}

	/**
	 * The one with this name.
	 * @param name such as {@code auto-commit}
	 * @return empty when there is none
	 */
	public static Optional<Breakage> named(String name) {
		return Arrays.stream(values()).filter((each) -> each.toString().equals(name)).findAny();
	}

	Map<String, String> settings(Kind kind) {
		return (kind == this.kind) ? this.settings : Map.of();
	}

	Optional<String> mainClass(Kind kind) {
		return this.mainClass.filter((_) -> kind == this.kind);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
