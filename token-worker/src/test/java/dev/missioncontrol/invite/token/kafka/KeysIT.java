package dev.missioncontrol.invite.token.kafka;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.token.signing.CurrentSigner;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class KeysIT {

	@Test
	void takesUpKeysWhileRunningAndSurvivesBadOnes(@TempDir Path folder, CapturedOutput output)
			throws IOException, InterruptedException {
		RsaKeys old = RsaKeys.generate(2048);
		RsaKeys next = RsaKeys.generate(2048);
		old.writePrivate(folder.resolve("1.pem"));
		try (Worker worker = Worker.start(folder, "--token.keys.reload-every=50ms", "--token.keys.activate-after=1s",
				"--spring.kafka.listener.auto-startup=false")) {
			Path bad = Files.writeString(folder.resolve("3.pem"), "half a fi");
			Awaitility.await().until(() -> failures(worker) > 2);
			assertThat(health(worker)).contains("\"keys\":{\"status\":\"DEGRADED\"");
			assertThat(worker.bean(CurrentSigner.class).get().keyId()).isEqualTo(old.keyId());
			assertThat(output.getAll().lines().filter((line) -> line.contains("3.pem"))).singleElement()
				.asString()
				.contains("WARN", "Keys stay as they are: the signing key 3.pem ");
			Files.delete(bad);
			next.writePrivate(folder.resolve("2.pem"));
			Awaitility.await().until(() -> health(worker).contains("\"keys\":{\"status\":\"UP\""));
			Awaitility.await().until(() -> worker.bean(CurrentSigner.class).get().keyId().equals(next.keyId()));
			assertThat(output).contains("Signing with key " + next.keyId() + " from now on");
		}
	}

	private static double failures(Worker worker) {
		return worker.bean(MeterRegistry.class).get("invite.token.keys.reload.failures").counter().count();
	}

	private static String health(Worker worker) throws IOException, InterruptedException {
		String port = worker.context().getEnvironment().getRequiredProperty("local.server.port");
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health")).build(),
						HttpResponse.BodyHandlers.ofString())
				.body();
		}
	}

}
