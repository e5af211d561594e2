package dev.missioncontrol.invite.event;

import java.time.Duration;

/**
 * A Kafka topic and what may be on it. Each has one writer; the key of every record is
 * the {@link InviteId} as text.
 *
 * @param <E> the family of events
 * @param name name of the topic
 * @param family the family of events
 * @param retention how long records are kept
 * @param compacted whether the last record of each key outlives older ones
 */
public record Topic<E extends InviteEvent>(String name, Class<E> family, Duration retention, boolean compacted) {

	/**
	 * Name of the topic that holds the records of this one that a consumer gave up.
	 * @return such as {@code invite.signed.dlt}
	 */
	public String deadLetters() {
		return this.name + ".dlt";
	}

	/**
	 * Name of the topic from which the stage of this one takes what ops send again. Its
	 * records follow the same contract; it is apart so that each topic keeps one writer.
	 * Only {@linkplain Topics#replayable() some topics} have one.
	 * @return such as {@code invite.signed.replay}
	 */
	public String replays() {
		return this.name + ".replay";
	}

	@Override
	public String toString() {
		return this.name;
	}

}
