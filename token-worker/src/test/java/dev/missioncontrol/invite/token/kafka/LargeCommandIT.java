package dev.missioncontrol.invite.token.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Bad commands of nearly the size that a broker takes by default. */
class LargeCommandIT {

	/** With its key, all but as large as a broker takes. */
	private static final int LARGEST = 1_048_400;

	@TempDir
	private static Path keys;

	private final byte[] key = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

	private final byte[] junk = new byte[LARGEST];

	@BeforeAll
	static void writeKey() {
		RsaKeys.generate(2048).writePrivate(keys.resolve("a.pem"));
	}

	@Test
	void copiesTheWholeCommand() {
		try (Worker _ = Worker.start(keys)) {
			assertThat(letter().value()).isEqualTo(this.junk);
		}
	}

	@Test
	void pointsAtACommandThatIsTooLargeToCopy() {
		try (Worker _ = Worker.start(keys, "--token.dead-letter-max-size=1000KB")) {
			ConsumerRecord<byte[], byte[]> letter = letter();
			assertThat(letter.value()).isNull();
			assertThat(header(letter, DeadLetter.DETAIL)).contains("too large to copy");
		}
	}

	private ConsumerRecord<byte[], byte[]> letter() {
		Arrays.fill(this.junk, (byte) 'x');
		TestBroker.shared().send(List.of(new ProducerRecord<>(Topics.COMMANDS.name(), 0, this.key, this.junk)));
		List<Invite> later = Commands.invites(3);
		Commands.send(later);
		Outputs.assertSignedOnce(later);
		ConsumerRecord<byte[], byte[]> original = Outputs
			.read(Topics.COMMANDS.name(), (record) -> Arrays.equals(record.key(), this.key))
			.getFirst();
		List<ConsumerRecord<byte[], byte[]>> letters = Outputs.read(Topics.COMMANDS.deadLetters(),
				(record) -> "0".equals(header(record, DeadLetter.PARTITION))
						&& Long.toString(original.offset()).equals(header(record, DeadLetter.OFFSET)));
		assertThat(letters).hasSize(1);
		return letters.getFirst();
	}

	private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

}
