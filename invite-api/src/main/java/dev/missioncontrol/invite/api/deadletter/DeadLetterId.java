package dev.missioncontrol.invite.api.deadletter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;

/**
 * Where a dead letter lies, which is also its name: {@code signed-3-17} is offset 17 of
 * partition 3 of {@code invite.signed.dlt}.
 *
 * @param topic the topic of which it is a dead letter
 * @param partition partition of the dead-letter topic
 * @param offset offset there
 */
public record DeadLetterId(Topic<?> topic, int partition, long offset) {

	private static final Pattern FORM = Pattern.compile("([a-z]{1,32})-(0|[1-9]\\d{0,8})-(0|[1-9]\\d{0,17})");

	private static final String PREFIX = "invite.";

	/**
	 * Reads the text form.
	 * @param text such as {@code signed-3-17}
	 * @return empty when it is none
	 */
	public static Optional<DeadLetterId> parse(String text) {
		Matcher form = FORM.matcher(text);
		if (!form.matches()) {
			return Optional.empty();
		}
		return topic(PREFIX + form.group(1))
			.map((topic) -> new DeadLetterId(topic, Integer.parseInt(form.group(2)), Long.parseLong(form.group(3))));
	}

	/**
	 * Names a record of a dead-letter topic.
	 * @param letters name of the dead-letter topic
	 * @param partition partition there
	 * @param offset offset there
	 * @return the name
	 * @throws IllegalArgumentException when it is no dead-letter topic of ours
	 */
	public static DeadLetterId of(String letters, int partition, long offset) {
		Topic<?> topic = Topics.all()
			.stream()
			.filter((each) -> each.deadLetters().equals(letters))
			.findAny()
			.orElseThrow(() -> new IllegalArgumentException("not a topic of dead letters: " + letters));
		return new DeadLetterId(topic, partition, offset);
	}

	private static Optional<Topic<?>> topic(String name) {
		return Topics.all()
			.stream()
			.<Topic<?>>map((topic) -> topic)
			.filter((topic) -> topic.name().equals(name))
			.findAny();
	}

	@JsonValue
	@Override
	public String toString() {
		return this.topic.name().substring(PREFIX.length()) + "-" + this.partition + "-" + this.offset;
	}

}
