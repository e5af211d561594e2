package dev.missioncontrol.invite.kafka;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;

import dev.missioncontrol.invite.event.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * That ops sent a record through its stage again, and how: in the headers of a record on
 * a {@linkplain Topic#replays() replay topic}. The record itself is the original, byte
 * for byte.
 *
 * @param job the replay job that sent it; null for the pipeline's own records
 * @param number 0 repeats what was told before, under the same message ids, so that
 * Segment drops what it took already; 1 or more forces it to be told anew
 * @param at when it was forced; null if and only if the number is 0
 */
public record Replay(@Nullable String job, int number, @Nullable Instant at) {

	/** Header: id of the job. */
	public static final String JOB = "replay_job";

	/** Header: number of the replay, as decimal text. */
	public static final String NUMBER = "replay_number";

	/** Header: when it was forced (RFC 3339); absent when the number is 0. */
	public static final String AT = "replay_at";

	private static final Replay NONE = new Replay(null, 0, null);

	/**
	 * Checks that number and time belong together.
	 * @throws IllegalArgumentException when they do not
	 */
	public Replay {
		if (number < 0 || (number > 0) != (at != null)) {
			throw new IllegalArgumentException("a replay has a number of 0, or of 1 or more and a time");
		}
	}

	/**
	 * Reads what the headers of a record say.
	 * @param record a record of any topic
	 * @return number 0 without a job when they say nothing, or nothing that makes sense:
	 * then Segment recognizes what it was told before, which does no harm
	 */
	public static Replay of(ConsumerRecord<?, ?> record) {
		String job = text(record.headers(), JOB);
		String number = text(record.headers(), NUMBER);
		String at = text(record.headers(), AT);
		if (job == null || number == null) {
			return NONE;
		}
		try {
			return new Replay(job, Integer.parseInt(number), (at != null) ? Instant.parse(at) : null);
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return NONE;
		}
	}

	/**
	 * The record that has another one taken again.
	 * @param topic the topic that the original was on, before any dead letter
	 * @param original the original or its dead letter; reasons of a dead letter are left
	 * out
	 * @return the record for the replay topic
	 * @throws NullPointerException when this is not the replay of a job
	 */
	public ProducerRecord<byte[], byte[]> of(Topic<?> topic, ConsumerRecord<byte[], byte[]> original) {
		ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(topic.replays(), null, original.key(),
				original.value(), original.headers());
		Headers headers = again.headers();
		DeadLetter.HEADERS.forEach(headers::remove);
		set(headers, JOB, Objects.requireNonNull(this.job, "job"));
		set(headers, NUMBER, Integer.toString(this.number));
		set(headers, AT, (this.at != null) ? this.at.toString() : null);
		return again;
	}

	private static void set(Headers headers, String name, @Nullable String value) {
		headers.remove(name);
		if (value != null) {
			headers.add(name, value.getBytes(StandardCharsets.UTF_8));
		}
	}

	private static @Nullable String text(Headers headers, String name) {
		Header header = headers.lastHeader(name);
		return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.UTF_8) : null;
	}

}
