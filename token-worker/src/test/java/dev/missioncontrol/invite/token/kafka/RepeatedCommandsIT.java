package dev.missioncontrol.invite.token.kafka;

import java.nio.file.Path;
import java.util.List;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.test.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("container")
class RepeatedCommandsIT {

	@TempDir
	private Path keys;

	@BeforeEach
	void makeKey() {
		RsaKeys.generate(2048).writePrivate(this.keys.resolve("a.pem"));
	}

	@Test
	void signsOnceWhatWasWrittenTwice() {
		Invite invite = InviteFixture.anInvite().build();
		ProducerRecord<byte[], byte[]> command = Commands.requested(invite);
		try (Worker worker = Worker.start(this.keys)) {
			TestBroker.shared().send(List.of(command, command));
			awaitRepeated(worker, 1);
			Outputs.assertSignedOnce(List.of(invite));
		}
	}

	@Test
	void noticesARepetitionOfWhatAnotherInstanceSigned() {
		Invite invite = InviteFixture.anInvite().build();
		ProducerRecord<byte[], byte[]> command = Commands.requested(invite);
		try (Worker _ = Worker.start(this.keys)) {
			TestBroker.shared().send(List.of(command));
			Outputs.assertSignedOnce(List.of(invite));
		}
		try (Worker worker = Worker.start(this.keys)) {
			TestBroker.shared().send(List.of(command));
			awaitRepeated(worker, 1);
			Outputs.assertSignedOnce(List.of(invite));
		}
	}

	private static void awaitRepeated(Worker worker, int count) {
		await()
			.untilAsserted(() -> assertThat(worker.bean(MeterRegistry.class).counter("invite.token.repeated").count())
				.isEqualTo(count));
	}

}
