package dev.missioncontrol.invite.kafka;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Why a consumer gave a record up. The dead letter itself is the record as it came, with
 * this beside it in headers: codes and numbers only, no stack trace and no personal data.
 *
 * @param consumer who gave up, such as {@code token-worker}
 * @param reason stable code, such as {@code not-json}
 * @param detail where it is wrong, such as the path of a field; may be empty
 * @param attempts how often it was tried, 1 or more
 * @param firstAt time of the first attempt
 * @param lastAt time of the last attempt
 */
public record DeadLetter(String consumer, String reason, String detail, int attempts, Instant firstAt, Instant lastAt) {

	/** Header: who gave up. */
	public static final String CONSUMER = "dlt_consumer";

	/** Header: stable code of the reason. */
	public static final String REASON = "dlt_reason";

	/** Header: where it is wrong. */
	public static final String DETAIL = "dlt_detail";

	/** Header: number of attempts. */
	public static final String ATTEMPTS = "dlt_attempts";

	/** Header: time of the first attempt (RFC 3339). */
	public static final String FIRST_AT = "dlt_first_at";

	/** Header: time of the last attempt (RFC 3339). */
	public static final String LAST_AT = "dlt_last_at";

	/** Header: topic that the record was on. */
	public static final String TOPIC = "dlt_topic";

	/** Header: its partition there. */
	public static final String PARTITION = "dlt_partition";

	/** Header: its offset there. */
	public static final String OFFSET = "dlt_offset";

	/** Header: its timestamp there (RFC 3339). */
	public static final String TIMESTAMP = "dlt_timestamp";

	static final List<String> HEADERS = List.of(CONSUMER, REASON, DETAIL, ATTEMPTS, FIRST_AT, LAST_AT, TOPIC, PARTITION,
			OFFSET, TIMESTAMP);

	private static final String REPLAYS = ".replay";

	/**
	 * A record that was refused at first sight.
	 * @param consumer who refuses
	 * @param reason stable code
	 * @param detail where it is wrong; may be empty
	 * @param at now
	 * @return the reasons
	 */
	public static DeadLetter refused(String consumer, String reason, String detail, Instant at) {
		return new DeadLetter(consumer, reason, detail, 1, at, at);
	}

	/**
	 * The dead letter of a record.
	 * @param record the record, in full: key, value and headers are kept byte for byte
	 * @return the record for the dead-letter topic of its topic; what was replayed goes
	 * where the first failure went
	 */
	public ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record) {
		ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(baseOf(record.topic()) + ".dlt", null,
				record.key(), record.value(), record.headers());
		Headers headers = letter.headers();
		set(headers, CONSUMER, this.consumer);
		set(headers, REASON, this.reason);
		set(headers, DETAIL, this.detail);
		set(headers, ATTEMPTS, Integer.toString(this.attempts));
		set(headers, FIRST_AT, this.firstAt.toString());
		set(headers, LAST_AT, this.lastAt.toString());
		set(headers, TOPIC, record.topic());
		set(headers, PARTITION, Integer.toString(record.partition()));
		set(headers, OFFSET, Long.toString(record.offset()));
		set(headers, TIMESTAMP, Instant.ofEpochMilli(record.timestamp()).toString());
		return letter;
	}

	/**
	 * Reads why a record lies in a dead-letter topic.
	 * @param letter a record of such a topic
	 * @return empty when its headers do not say it: then it is not one of ours
	 */
	public static Optional<DeadLetter> in(ConsumerRecord<?, ?> letter) {
		try {
			Headers headers = letter.headers();
			return Optional.of(new DeadLetter(get(headers, CONSUMER), get(headers, REASON), get(headers, DETAIL),
					Integer.parseInt(get(headers, ATTEMPTS)), Instant.parse(get(headers, FIRST_AT)),
					Instant.parse(get(headers, LAST_AT))));
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static String baseOf(String topic) {
		return topic.endsWith(REPLAYS) ? topic.substring(0, topic.length() - REPLAYS.length()) : topic;
	}

	private static String get(Headers headers, String name) {
		Header header = headers.lastHeader(name);
		if (header == null || header.value() == null) {
			throw new IllegalArgumentException("no header " + name);
		}
		return new String(header.value(), StandardCharsets.UTF_8);
	}

	/** A replayed dead letter that fails again carries the newest reasons only. */
	private static void set(Headers headers, String name, String value) {
		headers.remove(name);
		headers.add(name, value.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Where the record of a dead letter came from.
	 *
	 * @param topic name of its topic; a replay topic when it failed once more
	 * @param partition its partition there
	 * @param offset its offset there
	 * @param timestamp its time there
	 */
	public record Origin(String topic, int partition, long offset, Instant timestamp) {

		/**
		 * Reads where a dead letter came from.
		 * @param letter a record of a dead-letter topic
		 * @return empty when its headers do not say it
		 */
		public static Optional<Origin> of(ConsumerRecord<?, ?> letter) {
			try {
				Headers headers = letter.headers();
				return Optional.of(new Origin(get(headers, TOPIC), Integer.parseInt(get(headers, PARTITION)),
						Long.parseLong(get(headers, OFFSET)), Instant.parse(get(headers, TIMESTAMP))));
			}
			catch (IllegalArgumentException | DateTimeException ex) {
				return Optional.empty();
			}
		}

	}

}
