package dev.missioncontrol.invite.token;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

	/** As operators see it: the program itself, its output and its exit code. */
	@Test
	void exitsWithOneLineAndCode1(@TempDir Path folder) throws IOException, InterruptedException {
		Path key = RsaKeys.generate(2048).writePrivate(folder.resolve("a.pem"));
		Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
				runnableJar().toString(), "--server.port=0", ISSUER, "--token.audience=invites",
				"--token.claim-base-url=https://join.example.com", "--token.keys.folder=" + folder)
			.redirectErrorStream(true)
			.start();
		String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isEqualTo(1);
		assertThat(log)
			.containsOnlyOnce(
					"token-worker does not start: the signing key a.pem is accessible to others than its owner.")
			.containsOnlyOnce("a.pem")
			.doesNotContain("\tat ", "BEGIN PRIVATE", "BeanCreationException");
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

	@Test
	void saysInOneLineWhichHawkKeyBreaksWhichRule(@TempDir Path folder, CapturedOutput output) throws IOException {
		Files.writeString(folder.resolve("a.key"), "0123456789abcdef0123456789abcdef");
		Files.setPosixFilePermissions(folder.resolve("a.key"), PosixFilePermissions.fromString("rw-r--r--"));
		RsaKeys.generate(2048).writePrivate(folder.resolve("a.pem"));
		assertThatException().isThrownBy(() -> start(ISSUER, "--token.keys.folder=" + folder, "--token.link=hawk",
				"--token.hawk.folder=" + folder));
		assertThat(output.getAll().lines())
			.contains("token-worker does not start: the Hawk key a.key is accessible to others than its owner.");
		assertThat(output.getAll()).doesNotContain("\tat ", "BeanCreationException", "0123456789abcdef");
	}

	private static Path runnableJar() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			return files.filter((file) -> file.toString().endsWith("-exec.jar")).findAny().orElseThrow();
		}
	}

	private static void start(String... more) {
		TokenWorkerApplication.application()
			.run(Stream
				.concat(Stream.of("--server.port=0", "--token.audience=invites",
						"--token.claim-base-url=https://join.example.com"), Stream.of(more))
				.toArray(String[]::new));
	}

}
