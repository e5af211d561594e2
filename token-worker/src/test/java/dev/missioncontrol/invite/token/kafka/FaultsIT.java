package dev.missioncontrol.invite.token.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.ListenersHealthIndicator;
import dev.missioncontrol.invite.test.RsaKeys;
import dev.missioncontrol.invite.test.TestBroker;
import dev.missioncontrol.invite.token.kafka.ProducerFaults.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Faults of the broker and of the worker itself: nothing is lost and nothing is done
 * twice.
 */
@ExtendWith(OutputCaptureExtension.class)
class FaultsIT {

	@TempDir
	private static Path keys;

	@BeforeAll
	static void writeKey() {
		RsaKeys.generate(2048).writePrivate(keys.resolve("a.pem"));
	}

	@Test
	@SuppressWarnings("FutureReturnValueIgnored") // the flush waits
	void fencesWhatAKilledInstanceLeftOpen() {
		List<Invite> invites = Commands.invites(20);
		try (KafkaProducer<byte[], byte[]> killed = producer(Duration.ofMinutes(10))) {
			killed.initTransactions();
			killed.beginTransaction();
			for (int partition = 0; partition < 3; partition++) {
				killed.send(new ProducerRecord<>(Topics.SIGNED.name(), partition, null,
						"never committed".getBytes(StandardCharsets.UTF_8)));
			}
			killed.flush();
			Commands.send(invites);
			try (Worker _ = Worker.start(keys)) {
				Outputs.assertSignedOnce(invites);
			}
		}
	}

	@Test
	void startsAgainWhenItIsFenced(CapturedOutput output) {
		List<Invite> first = Commands.invites(20);
		List<Invite> second = Commands.invites(20);
		try (Worker worker = Worker.start(keys)) {
			Commands.send(first);
			Outputs.assertSignedOnce(first);
			try (KafkaProducer<byte[], byte[]> other = producer(Duration.ofMinutes(1))) {
				other.initTransactions();
			}
			Commands.send(second);
			Outputs.assertSignedOnce(second);
			await().untilAsserted(() -> assertThat(worker.bean(ListenersHealthIndicator.class).health().getStatus())
				.isEqualTo(Status.UP));
		}
		assertThat(output.getAll()).contains("A consumer of commands stopped (FENCED)");
	}

	private static KafkaProducer<byte[], byte[]> producer(Duration timeout) {
		return new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.shared().bootstrapServers(),
						ProducerConfig.TRANSACTIONAL_ID_CONFIG, "token-worker-" + Worker.INSTANCE + "-0",
						ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) timeout.toMillis()),
				new ByteArraySerializer(), new ByteArraySerializer());
	}

	/** One fault after the other befalls the same worker. */
	@Nested
	class OfTheProducer {

		private static Worker worker;

		@BeforeAll
		static void start() {
			worker = Worker.start(ProducerFaults.class, keys, "--spring.kafka.consumer.max-poll-records=20");
		}

		@AfterAll
		static void stop() {
			worker.close();
		}

		@ParameterizedTest
		@EnumSource(Fault.class)
		void redoesABatchThatFailed(Fault fault, CapturedOutput output) {
			List<Invite> invites = Commands.invites(200);
			Counter counter = worker.bean(MeterRegistry.class).counter("invite.token.signed");
			double before = counter.count();
			worker.bean(ProducerFaults.Switch.class).arm(fault, 3);
			Commands.send(invites);
			Outputs.assertSignedOnce(invites);
			assertThat(worker.bean(ProducerFaults.Switch.class).struck()).isTrue();
			if (fault != Fault.ANSWER_LOST) {
				await().untilAsserted(() -> assertThat(counter.count()).isEqualTo(before + 200));
			}
			await().untilAsserted(() -> assertThat(worker.bean(ListenersHealthIndicator.class).health().getStatus())
				.isEqualTo(Status.UP));
			assertThat(output.getAll()).contains("injected")
				.doesNotContain("invite_token", "grace@", "eyJ", "payload=");
		}

	}

}
