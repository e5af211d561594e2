package dev.missioncontrol.invite.token.kafka;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.token.TokenWorkerApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances that stop in the middle of their work.
 */
@Tag("container")
class RestartIT {

	private static final String[] SLOWLY = { "--spring.kafka.consumer.max-poll-records=20", "--token.crypto=jdk",
			"--token.signing-threads=1" };

	@TempDir
	private static Path folder;

	@BeforeAll
	static void writeKey() {
		RsaKeys.generate(2048).writePrivate(folder.resolve("a.pem"));
	}

	@Test
	void goesOnAfterAStop() {
		List<Invite> invites = Commands.invites(1000);
		Commands.send(invites);
		try (Worker _ = Worker.start(folder, SLOWLY)) {
			awaitSigned(invites, 100);
		}
		assertThat(signed(invites)).isLessThan(1000);
		try (Worker _ = Worker.start(folder)) {
			Outputs.assertSignedOnce(invites);
		}
	}

	@Test
	void goesOnAfterAKill() throws IOException, InterruptedException {
		List<Invite> invites = Commands.invites(3000);
		Commands.send(invites);
		Process process = startProcess(SLOWLY);
		try {
			awaitSigned(invites, 200);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
		assertThat(signed(invites)).isLessThan(3000);
		try (Worker _ = Worker.start(folder)) {
			Outputs.assertSignedOnce(invites);
		}
	}

	private static Process startProcess(String... more) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
						TokenWorkerApplication.class.getName()));
		command.addAll(List.of(Worker.arguments(folder, more)));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(Redirect.to(new File("target/killed-worker.log")))
			.start();
	}

	private static void awaitSigned(List<Invite> invites, int count) {
		Set<String> keys = keys(invites);
		TestBroker.shared().await(Topics.SIGNED.name(), count, (record) -> keys.contains(key(record.key())));
	}

	private static int signed(List<Invite> invites) {
		Set<String> keys = keys(invites);
		return Outputs.read(Topics.SIGNED.name(), (record) -> keys.contains(key(record.key()))).size();
	}

	private static Set<String> keys(List<Invite> invites) {
		return invites.stream().map((invite) -> invite.inviteId().toString()).collect(Collectors.toSet());
	}

	private static String key(byte[] key) {
		return (key != null) ? new String(key, StandardCharsets.UTF_8) : "";
	}

}
