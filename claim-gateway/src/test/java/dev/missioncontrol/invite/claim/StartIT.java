package dev.missioncontrol.invite.claim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import dev.missioncontrol.invite.test.RsaKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class StartIT {

	@TempDir
	private Path keys;

	@Test
	void refusesSmallKeysInOneLine(CapturedOutput output) {
		RsaKeys.generate(1024).writePublic(this.keys.resolve("small.pem"));
		fails();
		assertThat(output).contains("small.pem has 1024 bits; keys need 2048, better 3072, or more.")
			.doesNotContain("\tat ");
	}

	/** As operators see it: the program itself, its output and its exit code. */
	@Test
	void exitsWithOneLineAndCode1() throws IOException, InterruptedException {
		RsaKeys.generate(2048).writePrivate(this.keys.resolve("a.pem"));
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
				runnableJar().toString(), "--server.port=0", "--claim.keys.folder=" + this.keys,
				"--claim.dashboard-url=https://dashboard.example.com", "--claim.auth0.domain=example.auth0.com",
				"--claim.auth0.client-id=a")
			.redirectErrorStream(true)
			.start();
		String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isEqualTo(1);
		assertThat(log).containsOnlyOnce("a.pem holds a private key; only public keys belong here.")
			.doesNotContain("\tat ", "BEGIN PRIVATE", "BeanCreationException");
	}

	@Test
	void namesTheSettingThatIsMissing(CapturedOutput output) {
		RsaKeys.generate(2048).writePublic(this.keys.resolve("a.pem"));
		fails("--claim.auth0.domain= ");
		assertThat(output).contains("claim.auth0.domain", "It is required unless").doesNotContain("\tat ");
	}

	@Test
	void refusesPlainHttp(CapturedOutput output) {
		RsaKeys.generate(2048).writePublic(this.keys.resolve("a.pem"));
		fails("--claim.base-url=http://join.example.com", "--claim.auth0.domain=example.auth0.com");
		assertThat(output).contains("claim.base-url", "must be an https address").doesNotContain("\tat ");
	}

	@Test
	void refusesShortCookieKeysWithoutShowingThem(CapturedOutput output) {
		RsaKeys.generate(2048).writePublic(this.keys.resolve("a.pem"));
		fails("--claim.cookie.keys=c2VjcmV0", "--claim.auth0.domain=example.auth0.com");
		assertThat(output).contains("claim.cookie", "has 6 bytes, not 32").doesNotContain("\tat ", "c2VjcmV0");
	}

	@Test
	void refusesHawkLinksWithoutAKey(CapturedOutput output) {
		RsaKeys.generate(2048).writePublic(this.keys.resolve("a.pem"));
		fails("--claim.link=hawk", "--claim.auth0.domain=example.auth0.com");
		assertThat(output).contains("claim.hawk.folder (CLAIM_HAWK_FOLDER) is required with claim.link=hawk")
			.doesNotContain("\tat ");
	}

	@Test
	void refusesShortHawkKeysWithoutShowingThem(CapturedOutput output) throws IOException {
		RsaKeys.generate(2048).writePublic(this.keys.resolve("a.pem"));
		Files.writeString(this.keys.resolve("a.key"), "too-short-a-secret");
		Files.setPosixFilePermissions(this.keys.resolve("a.key"), PosixFilePermissions.fromString("rw-------"));
		fails("--claim.link=hawk", "--claim.hawk.folder=" + this.keys, "--claim.auth0.domain=example.auth0.com");
		assertThat(output).contains("claim.hawk.folder", "the Hawk key a.key has 18 bytes, fewer than 32.")
			.doesNotContain("\tat ", "too-short-a-secret");
	}

	private static Path runnableJar() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("target"))) {
			return files.filter((file) -> file.toString().endsWith("-exec.jar")).findAny().orElseThrow();
		}
	}

	private void fails(String... more) {
		String[] arguments = { "--server.port=0", "--management.server.port=0",
				"--spring.kafka.bootstrap-servers=localhost:9", "--claim.keys.folder=" + this.keys,
				"--claim.dashboard-url=https://dashboard.example.com", "--claim.auth0.client-id=a" };
		String[] all = Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
		assertThatException().isThrownBy(() -> ClaimGatewayApplication.application().run(all));
	}

}
