package dev.missioncontrol.invite.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The memory of closed invites against a topic with a long past. {@code
 * -Dinvite.closed.invites=1000000} makes it longer.
 */
@Tag("container")
class ClosedSetIT {

	private static final Logger logger = LoggerFactory.getLogger(ClosedSetIT.class);

	private static final int INVITES = Integer.getInteger("invite.closed.invites", 15_000);

	private static final EventRecords RECORDS = new EventRecords();

	private static TestBroker broker;

	private static List<Invite> invites;

	@BeforeAll
	static void start() {
		broker = TestBroker.start(Map.of("log.segment.bytes", Integer.toString(1 << 20), "log.cleaner.backoff.ms",
				"100", "log.cleaner.min.cleanable.ratio", "0.01"));
		invites = IntStream.range(0, INVITES).mapToObj((_) -> InviteFixture.anInvite().build()).toList();
		// Each twice: the newer record is the one that counts. While they are written
		// nothing is
		// compacted: a cleaner this eager, busy beside the writer, once kept a batch from
		// it for good.
		compactAfter(Duration.ofHours(1));
		send(InviteClosed.Reason.EXPIRED);
		send(InviteClosed.Reason.REVOKED);
		compactAfter(Duration.ZERO);
	}

	@AfterAll
	static void stop() {
		broker.stop();
	}

	@Test
	void isCompleteBeforeReadinessAfterCompactionAndAfterARestart() {
		awaitCompaction();
		for (int restart = 0; restart < 2; restart++) {
			Instant start = Instant.now();
			try (Gateway gateway = Gateway.start(broker.bootstrapServers())) {
				int early = 0;
				while (gateway.health("readiness") != 200) {
					assertThat(start).as("start of what is not ready yet").isAfter(Instant.now().minusSeconds(60));
					early += tellsNothing(gateway) ? 1 : 0;
				}
				assertThat(gateway.gauge("invite.claim.closed.invites")).isBetween((double) INVITES, INVITES + 1.0);
				logger.info("{} closed invites were known {} ms after the start; asked {} times before", INVITES,
						Duration.between(start, Instant.now()).toMillis(), early);
				assertThat(IntStream.range(0, 200).mapToObj((i) -> invites.get(i * (INVITES / 200))))
					.allSatisfy((invite) -> assertThat(gateway.status(invite).body()).contains("revoked"));
			}
		}
	}

	@Test
	void followsPartitionsThatAreAdded() throws Exception {
		try (Gateway gateway = Gateway.start(broker.bootstrapServers(), "--claim.closed.partition-check=200ms",
				"--spring.kafka.consumer.properties.metadata.max.age.ms=200");
				Admin admin = Admin
					.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
				KafkaProducer<byte[], byte[]> producer = producer()) {
			gateway.awaitReady();
			admin.createPartitions(Map.of(Topics.CLOSED.name(), NewPartitions.increaseTo(4))).all().get();
			Invite invite = InviteFixture.anInvite().build();
			ProducerRecord<byte[], byte[]> record = record(invite, InviteClosed.Reason.REVOKED);
			producer.send(new ProducerRecord<>(record.topic(), 3, record.key(), record.value(), record.headers()))
				.get();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> gateway.status(invite).body().contains("revoked"));
		}
	}

	/** Until it is ready: 503, or else it is complete by now. */
	private static boolean tellsNothing(Gateway gateway) {
		Invite last = invites.getLast();
		return switch (gateway.status(last).statusCode()) {
			case 503 -> true;
			default -> {
				assertThat(gateway.status(last).body()).contains("revoked");
				yield false;
			}
		};
	}

	private static void awaitCompaction() {
		try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = consumer.partitionsFor(Topics.CLOSED.name())
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(partitions);
			Awaitility.await().atMost(Duration.ofSeconds(60)).pollInSameThread().until(() -> {
				consumer.seekToBeginning(partitions);
				Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
				int left = 0;
				while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
					left += consumer.poll(Duration.ofMillis(200)).count();
				}
				return left < 2 * INVITES;
			});
		}
	}

	private static void compactAfter(Duration lag) {
		ConfigEntry entry = new ConfigEntry(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, Long.toString(lag.toMillis()));
		try (Admin admin = Admin
			.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
			admin
				.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, Topics.CLOSED.name()),
						List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
				.all()
				.toCompletionStage()
				.toCompletableFuture()
				.join();
		}
	}

	private static void send(InviteClosed.Reason reason) {
		try (KafkaProducer<byte[], byte[]> producer = producer()) {
			Queue<Exception> failures = new ConcurrentLinkedQueue<>();
			for (Invite invite : invites) {
				var _ = producer.send(record(invite, reason), (_, failure) -> {
					if (failure != null) {
						failures.add(failure);
					}
				});
			}
			producer.flush();
			assertThat(failures).isEmpty();
		}
	}

	private static ProducerRecord<byte[], byte[]> record(Invite invite, InviteClosed.Reason reason) {
		Instant at = Instant.now();
		return RECORDS.write(Topics.CLOSED,
				CloudEvent.once("/invite-api", at, new InviteClosed(invite.inviteId(), reason, at, 1, "auth0|admin")));
	}

	private static KafkaProducer<byte[], byte[]> producer() {
		return new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
				ProducerConfig.LINGER_MS_CONFIG, 20), new ByteArraySerializer(), new ByteArraySerializer());
	}

}
