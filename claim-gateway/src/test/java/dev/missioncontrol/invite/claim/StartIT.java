package dev.missioncontrol.invite.claim;

import java.nio.file.Path;
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

	private void fails(String... more) {
		String[] arguments = { "--server.port=0", "--spring.kafka.bootstrap-servers=localhost:9",
				"--claim.keys.folder=" + this.keys, "--claim.dashboard-url=https://dashboard.example.com",
				"--claim.auth0.client-id=a" };
		String[] all = Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
		assertThatException().isThrownBy(() -> ClaimGatewayApplication.application().run(all));
	}

}
