package dev.missioncontrol.invite.token.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.trace.InviteTraces;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What the console shows of an invite, and what a record says of its trace. */
@ExtendWith(OutputCaptureExtension.class)
class LogsIT {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	@TempDir
	private Path keys;

	/** Spring Boot hands it to Logback this way, and leaves what is there already. */
	@BeforeEach
	@AfterEach
	void forgetTheFormat() {
		System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
	}

	@Test
	void writesJsonWithInviteAndTrace(CapturedOutput output) {
		RsaKeys.generate(2048).writePrivate(this.keys.resolve("a.pem"));
		Invite invite = InviteFixture.anInvite().build();
		ProducerRecord<byte[], byte[]> good = traced(Commands.requested(invite));
		ProducerRecord<byte[], byte[]> bad = traced(new ProducerRecord<>(Topics.COMMANDS.name(), good.key(),
				("{\"email\": \"" + invite.email().value() + "\"").getBytes(StandardCharsets.UTF_8)));
		// Nobody listens there, but then the caller's trace is not sampled either.
		try (Worker _ = Worker.start(this.keys, "--logging.config=classpath:console-as-shipped.xml",
				"--INVITE_LOG_FORMAT=ecs", "--INVITE_HOPS_LOG_LEVEL=info",
				"--invite.tracing.endpoint=http://127.0.0.1:9/v1/traces")) {
			TestBroker.shared().send(List.of(good, bad));
			Outputs.assertSignedOnce(List.of(invite));
		}
		assertThat(lines(output)).anySatisfy((line) -> {
			assertThat(line.path("inviteId").asString()).isEqualTo(invite.inviteId().toString());
			assertThat(line.path("traceId").asString()).isEqualTo(TRACE);
			assertThat(line.path("hop").asString()).isEqualTo("signed");
		}).anySatisfy((line) -> {
			assertThat(line.path("log").path("level").asString()).isEqualTo("WARN");
			assertThat(line.path("topic").asString()).isEqualTo(Topics.COMMANDS.name());
			assertThat(line.path("reason").asString()).isNotEmpty();
		});
		assertThat(output.getAll()).doesNotContain(invite.email().value(), "eyJ");
		assertThat(traceparents(Topics.SIGNED.name(), good.key())).singleElement()
			.asString()
			.startsWith("00-" + TRACE + "-")
			.isNotEqualTo(text(good));
		assertThat(traceparents(Topics.COMMANDS.deadLetters(), good.key())).as("a dead letter is the record as it came")
			.containsExactly(text(good));
	}

	private static ProducerRecord<byte[], byte[]> traced(ProducerRecord<byte[], byte[]> record) {
		record.headers()
			.add(InviteTraces.HEADER, ("00-" + TRACE + "-00f067aa0ba902b7-00").getBytes(StandardCharsets.US_ASCII))
			.add("tracestate", "who=somebody".getBytes(StandardCharsets.US_ASCII));
		return record;
	}

	private static List<JsonNode> lines(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter((line) -> line.startsWith("{"))
			.map((line) -> JsonMapper.shared().readTree(line))
			.toList();
	}

	private static List<String> traceparents(String topic, byte[] key) {
		// Others on this topic have no key.
		List<ConsumerRecord<byte[], byte[]>> records = Outputs.read(topic,
				(record) -> Arrays.equals(record.key(), key));
		assertThat(records).as(topic).isNotEmpty();
		return records.stream()
			.map((record) -> new String(record.headers().lastHeader(InviteTraces.HEADER).value(),
					StandardCharsets.US_ASCII))
			.toList();
	}

	private static String text(ProducerRecord<?, ?> record) {
		return new String(record.headers().lastHeader(InviteTraces.HEADER).value(), StandardCharsets.US_ASCII);
	}

}
