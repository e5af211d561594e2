package dev.missioncontrol.invite.token.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.Replay;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands that ops send again. */
@Tag("container")
class ReplayIT {

	private static Worker worker;

	@BeforeAll
	static void start(@TempDir Path keys) {
		RsaKeys.generate(2048).writePrivate(keys.resolve("a.pem"));
		worker = Worker.start(keys);
	}

	@AfterAll
	static void stop() {
		worker.close();
	}

	@Test
	void signsWhatOpsSendAgain() {
		Invite invite = InviteFixture.anInvite().build();
		TestBroker.shared().send(List.of(replayed(Commands.requested(invite))));
		Outputs.assertSignedOnce(List.of(invite));
	}

	@Test
	void buriesAReplayThatFailsAgainWhereItWasBefore() {
		Invite invite = InviteFixture.anInvite().build();
		ProducerRecord<byte[], byte[]> again = replayed(Commands.requested(invite));
		TestBroker.shared()
			.send(List.of(new ProducerRecord<>(again.topic(), null, again.key(), new byte[] { '{' }, again.headers())));
		ConsumerRecord<byte[], byte[]> letter = TestBroker.shared()
			.await(Topics.COMMANDS.deadLetters(), 1, (each) -> hasKey(each, invite))
			.getFirst();
		assertThat(header(letter, DeadLetter.REASON)).isEqualTo("not-json");
		assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("invite.commands.replay");
		assertThat(Replay.of(letter)).isEqualTo(new Replay("job-1", 0, null));
	}

	private static ProducerRecord<byte[], byte[]> replayed(ProducerRecord<byte[], byte[]> command) {
		ConsumerRecord<byte[], byte[]> original = new ConsumerRecord<>(command.topic(), 0, 0, command.key(),
				command.value());
		command.headers().forEach(original.headers()::add);
		return new Replay("job-1", 0, null).of(Topics.COMMANDS, original);
	}

	private static boolean hasKey(ConsumerRecord<byte[], byte[]> record, Invite invite) {
		return record.key() != null
				&& invite.inviteId().toString().equals(new String(record.key(), StandardCharsets.UTF_8));
	}

	private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

}
