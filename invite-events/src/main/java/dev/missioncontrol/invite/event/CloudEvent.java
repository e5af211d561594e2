package dev.missioncontrol.invite.event;

import java.time.Instant;
import java.util.Objects;

/**
 * An event with its context attributes (CloudEvents 1.0 section 3.1). Its type follows
 * from the class of its data.
 *
 * @param <E> the family of events
 * @param id unique among the events of a source; the same when the same event is
 * published again
 * @param source the service that wrote it, such as {@code /token-worker}
 * @param time when it happened
 * @param data the event
 */
public record CloudEvent<E extends InviteEvent>(String id, String source, Instant time, E data) {

	/** The version of the specification that is written and read. */
	public static final String SPEC_VERSION = "1.0";

	/**
	 * Checks that all attributes are there.
	 * @throws IllegalArgumentException when id or source is empty
	 */
	public CloudEvent {
		Objects.requireNonNull(time, "time");
		Objects.requireNonNull(data, "data");
		if (id.isEmpty() || source.isEmpty()) {
			throw new IllegalArgumentException("id and source must not be empty");
		}
	}

	/**
	 * An event that happens once per invite, generation and forced replay; its id follows
	 * from that, so that publishing it twice can be told from two events.
	 * @param <E> the family of events
	 * @param source the service that writes it
	 * @param time when it happened
	 * @param data the event
	 * @return the event in its envelope
	 */
	public static <E extends InviteEvent> CloudEvent<E> once(String source, Instant time, E data) {
		String id = data.inviteId() + ":" + data.generation() + ":" + EventType.of(data).suffix();
		return new CloudEvent<>((data.replay() == 0) ? id : id + ":" + data.replay(), source, time, data);
	}

}
