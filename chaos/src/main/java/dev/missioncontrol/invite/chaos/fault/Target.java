package dev.missioncontrol.invite.chaos.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What faults can strike.
 */
public enum Target {

	/** One of the brokers. */
	BROKER,

	/** A token-worker. */
	WORKER,

	/** A segment-bridge. */
	BRIDGE,

	/** An invite-api. */
	API,

	/** Segment itself. */
	SEGMENT;

	/**
	 * The one with this name.
	 * @param name such as {@code broker}
	 * @return empty when there is none
	 */
	public static Optional<Target> named(String name) {
		return Arrays.stream(values()).filter((each) -> each.toString().equals(name)).findAny();
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
