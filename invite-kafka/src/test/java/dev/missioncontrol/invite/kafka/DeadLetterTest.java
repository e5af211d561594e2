package dev.missioncontrol.invite.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterTest {

	private static final Instant FIRST = Instant.parse("2026-11-21T10:15:30Z");

	private static final Instant LAST = Instant.parse("2026-11-21T11:15:30Z");

	@Test
	void keepsTheRecordByteForByte() {
		ConsumerRecord<byte[], byte[]> record = record(new byte[] { 0, -1, 7 });
		record.headers().add("ce_id", new byte[] { -1 });
		ProducerRecord<byte[], byte[]> letter = DeadLetter.refused("token-worker", "not-json", "", FIRST).of(record);
		assertThat(letter.topic()).isEqualTo("invite.commands.dlt");
		assertThat(letter.key()).containsExactly(1, 2);
		assertThat(letter.value()).containsExactly(0, -1, 7);
		assertThat(letter.headers().lastHeader("ce_id").value()).containsExactly(-1);
	}

	@Test
	void keepsATombstone() {
		assertThat(DeadLetter.refused("token-worker", "no-value", "", FIRST).of(record(null)).value()).isNull();
	}

	@Test
	void saysWhyAndWhereFrom() {
		ProducerRecord<byte[], byte[]> letter = new DeadLetter("segment-bridge", "gave-up", "http-503", 17, FIRST, LAST)
			.of(record(new byte[0]));
		assertThat(headers(letter)).containsExactlyInAnyOrderEntriesOf(Map.of("dlt_consumer", "segment-bridge",
				"dlt_reason", "gave-up", "dlt_detail", "http-503", "dlt_attempts", "17", "dlt_first_at",
				FIRST.toString(), "dlt_last_at", LAST.toString(), "dlt_topic", "invite.commands", "dlt_partition", "3",
				"dlt_offset", "99", "dlt_timestamp", "1970-01-01T00:00:00.005Z"));
	}

	@Test
	void keepsOnlyTheNewestReasonOfAReplayedLetter() {
		ConsumerRecord<byte[], byte[]> record = record(new byte[0]);
		record.headers().add("dlt_reason", "older".getBytes(StandardCharsets.UTF_8));
		ProducerRecord<byte[], byte[]> letter = DeadLetter.refused("segment-bridge", "newer", "", LAST).of(record);
		assertThat(letter.headers().headers("dlt_reason")).hasSize(1);
		assertThat(headers(letter)).containsEntry("dlt_reason", "newer");
	}

	@Test
	void buriesAReplayWhereItWasBuriedBefore() {
		ProducerRecord<byte[], byte[]> letter = DeadLetter.refused("token-worker", "expired", "", FIRST)
			.of(record("invite.commands.replay", new byte[0]));
		assertThat(letter.topic()).isEqualTo("invite.commands.dlt");
		assertThat(headers(letter)).containsEntry("dlt_topic", "invite.commands.replay");
	}

	@Test
	void readsBackWhatItSays() {
		DeadLetter why = new DeadLetter("segment-bridge", "gave-up", "http-503", 17, FIRST, LAST);
		ConsumerRecord<byte[], byte[]> letter = EventRecordsTest.received(why.of(record(new byte[0])));
		assertThat(DeadLetter.in(letter)).contains(why);
		assertThat(DeadLetter.Origin.of(letter))
			.contains(new DeadLetter.Origin("invite.commands", 3, 99, Instant.ofEpochMilli(5)));
	}

	@Test
	void readsNothingFromARecordOfSomebodyElse() {
		ConsumerRecord<byte[], byte[]> record = record(new byte[0]);
		assertThat(DeadLetter.in(record)).isEmpty();
		assertThat(DeadLetter.Origin.of(record)).isEmpty();
		ConsumerRecord<byte[], byte[]> wrong = EventRecordsTest
			.received(DeadLetter.refused("token-worker", "not-json", "", FIRST).of(record));
		wrong.headers().add("dlt_first_at", "yesterday".getBytes(StandardCharsets.UTF_8));
		wrong.headers().add("dlt_offset", "first".getBytes(StandardCharsets.UTF_8));
		assertThat(DeadLetter.in(wrong)).isEmpty();
		assertThat(DeadLetter.Origin.of(wrong)).isEmpty();
	}

	static ConsumerRecord<byte[], byte[]> record(byte[] value) {
		return record("invite.commands", value);
	}

	private static ConsumerRecord<byte[], byte[]> record(String topic, byte[] value) {
		return new ConsumerRecord<>(topic, 3, 99, 5, TimestampType.CREATE_TIME, 2, (value != null) ? value.length : -1,
				new byte[] { 1, 2 }, value, new RecordHeaders(), Optional.empty());
	}

	static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
		Map<String, String> headers = new TreeMap<>();
		record.headers()
			.forEach((header) -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
		return headers;
	}

}
