package dev.missioncontrol.invite.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReplayTest {

	private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

	@Test
	void sendsTheRecordOfADeadLetterAgainByteForByte() {
		ConsumerRecord<byte[], byte[]> letter = EventRecordsTest
			.received(DeadLetter.refused("token-worker", "expired", "", NOW)
				.of(DeadLetterTest.record(new byte[] { 0, -1, 7 })));
		letter.headers().add("ce_id", "one".getBytes(StandardCharsets.UTF_8));
		ProducerRecord<byte[], byte[]> again = new Replay("job-1", 2, NOW).of(Topics.COMMANDS, letter);
		assertThat(again.topic()).isEqualTo("invite.commands.replay");
		assertThat(again.key()).containsExactly(1, 2);
		assertThat(again.value()).containsExactly(0, -1, 7);
		assertThat(DeadLetterTest.headers(again)).containsExactlyInAnyOrderEntriesOf(
				Map.of("ce_id", "one", "replay_job", "job-1", "replay_number", "2", "replay_at", NOW.toString()));
	}

	@Test
	void leavesTheHeadersOfTheOriginalAlone() {
		ConsumerRecord<byte[], byte[]> letter = EventRecordsTest
			.received(DeadLetter.refused("token-worker", "expired", "", NOW).of(DeadLetterTest.record(new byte[0])));
		new Replay("job-1", 0, null).of(Topics.COMMANDS, letter);
		assertThat(DeadLetter.in(letter)).isPresent();
	}

	@Test
	void readsBackWhatItSays() {
		Replay forced = new Replay("job-1", 2, NOW);
		ConsumerRecord<byte[], byte[]> again = EventRecordsTest
			.received(forced.of(Topics.COMMANDS, DeadLetterTest.record(new byte[0])));
		assertThat(Replay.of(again)).isEqualTo(forced);
		Replay repeated = new Replay("job-2", 0, null);
		assertThat(Replay.of(EventRecordsTest.received(repeated.of(Topics.COMMANDS, again)))).isEqualTo(repeated);
	}

	@ParameterizedTest
	@CsvSource({ "one,2026-11-21T10:15:30Z", "1,", "1,now", "-1,2026-11-21T10:15:30Z", "0,2026-11-21T10:15:30Z" })
	void takesHeadersWithoutSenseForNone(String number, String at) {
		ConsumerRecord<byte[], byte[]> record = DeadLetterTest.record(new byte[0]);
		record.headers().add("replay_job", "job-1".getBytes(StandardCharsets.UTF_8));
		record.headers().add("replay_number", number.getBytes(StandardCharsets.UTF_8));
		if (at != null) {
			record.headers().add("replay_at", at.getBytes(StandardCharsets.UTF_8));
		}
		assertThat(Replay.of(record)).isEqualTo(new Replay(null, 0, null));
	}

	@Test
	void needsATimeIfAndOnlyIfItIsForced() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Replay("job-1", 1, null));
		assertThatIllegalArgumentException().isThrownBy(() -> new Replay("job-1", 0, NOW));
	}

}
