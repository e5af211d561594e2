package dev.missioncontrol.invite.token;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.missioncontrol.invite.test.RsaKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class StartIT {

	private static final String ISSUER = "--token.issuer=https://issuer.example.com";

	@Test
	void saysInOneLineWhichKeyBreaksWhichRule(@TempDir Path folder, CapturedOutput output) {
		RsaKeys.generate(1024).writePrivate(folder.resolve("short.pem"));
		assertThatException().isThrownBy(() -> start(ISSUER, "--token.keys.folder=" + folder));
		assertThat(output.getAll().lines())
			.contains("token-worker does not start: the signing key short.pem has 1024 bits, fewer than 2048.");
		assertThat(output.getAll()).containsOnlyOnce("has 1024 bits")
			.doesNotContain("\tat ", "BeanCreationException", folder.toString());
	}

	/** Nested jars and native libraries do not always go together. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void loadsCorrettoFromTheRunnableJar(@TempDir Path folder) throws IOException, InterruptedException {
		RsaKeys.generate(2048).writePrivate(folder.resolve("a.pem"));
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
				runnableJar().toString(), "--server.port=0", ISSUER, "--token.audience=invites",
				"--token.claim-base-url=https://join.example.com", "--token.keys.folder=" + folder,
				"--spring.kafka.listener.auto-startup=false")
			.redirectErrorStream(true)
			.start();
		try (BufferedReader lines = process.inputReader()) {
			List<String> log = lines.lines().takeWhile((line) -> !line.contains("Started TokenWorker")).toList();
			assertThat(log).anySatisfy((line) -> assertThat(line).contains("Signing with key", "by AmazonCorretto"))
				.noneSatisfy((line) -> assertThat(line).contains("WARN"));
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

	@Test
	void saysThatThereIsNoKey(@TempDir Path folder, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(ISSUER, "--token.keys.folder=" + folder));
		assertThat(output.getAll().lines())
			.contains("token-worker does not start: there is no signing key: the keys folder holds no *.pem file.");
		assertThat(output.getAll()).doesNotContain("\tat ");
	}

	@Test
	void saysWhichSettingIsMissing(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--token.issuer=", "--token.keys.folder=keys"));
		assertThat(output.getAll()).contains("token.issuer (TOKEN_ISSUER) must be set").doesNotContain("\tat ");
	}

	private static Path runnableJar() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			return files.filter((file) -> file.toString().endsWith("-exec.jar")).findAny().orElseThrow();
		}
	}

	private static void start(String issuer, String keys) {
		TokenWorkerApplication.application()
			.run("--server.port=0", issuer, keys, "--token.audience=invites",
					"--token.claim-base-url=https://join.example.com");
	}

}
