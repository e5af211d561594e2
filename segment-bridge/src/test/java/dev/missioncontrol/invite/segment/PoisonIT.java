package dev.missioncontrol.invite.segment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.missioncontrol.invite.segment.BridgeTopics.BROKER;
import static dev.missioncontrol.invite.segment.BridgeTopics.RECORDS;
import static dev.missioncontrol.invite.segment.BridgeTopics.awaitDelivered;
import static dev.missioncontrol.invite.segment.BridgeTopics.signed;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Poison among good records, on all topics of the bridge.
 */
@Tag("container")
class PoisonIT {

	private static final List<String> TOPICS = List.of("invite.signed", "invite.signed.replay", "invite.identified",
			"invite.identified.replay");

	/** With its key, all but as large as a broker takes. */
	private static final int LARGEST = 1_048_400;

	/** Tells this test's poison from that of others. */
	private final byte[] key = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

	@Test
	void buriesAHundredAmongAThousand() throws ExecutionException, InterruptedException {
		List<InviteSigned> signed = signed(1000);
		List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			records.add(RECORDS.write(Topics.SIGNED, CloudEvent.once("/test", Instant.now(), signed.get(i))));
			if (i % 10 == 0) {
				records.add(poison(TOPICS.get(i / 10 % 4), i / 40 % 5));
			}
		}
		try (RecordingSegment segment = new RecordingSegment(); Bridge _ = Bridge.start(segment)) {
			BROKER.send(records);
			awaitDelivered(signed);
			assertThat(letters("invite.signed.dlt")).isEqualTo(50);
			assertThat(letters("invite.identified.dlt")).isEqualTo(50);
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(lag("segment-bridge-identify") + lag("segment-bridge-track")).isZero());
			signed.forEach((each) -> segment.only(each, "track"));
		}
	}

	private ProducerRecord<byte[], byte[]> poison(String topic, int kind) {
		return switch (kind) {
			case 0 -> new ProducerRecord<>(topic, this.key, "{".getBytes(StandardCharsets.UTF_8));
			case 1 -> new ProducerRecord<>(topic, this.key, null);
			case 2 -> new ProducerRecord<>(topic, this.key, new byte[LARGEST]);
			case 3 -> {
				ProducerRecord<byte[], byte[]> hostile = new ProducerRecord<>(topic, this.key, new byte[] { '1' });
				hostile.headers()
					.add("spring_json_header_types", "{\"a\":\"java.lang.Object\"".getBytes(StandardCharsets.UTF_8));
				yield hostile;
			}
			default -> withoutEmail(topic);
		};
	}

	private ProducerRecord<byte[], byte[]> withoutEmail(String topic) {
		ProducerRecord<byte[], byte[]> good = RECORDS.write(Topics.SIGNED,
				CloudEvent.once("/test", Instant.now(), signed(1).getFirst()));
		String text = new String(good.value(), StandardCharsets.UTF_8).replace("\"email\":", "\"mail\":");
		return new ProducerRecord<>(topic, null, this.key, text.getBytes(StandardCharsets.UTF_8), good.headers());
	}

	private int letters(String topic) {
		return BROKER.await(topic, 50, (record) -> java.util.Arrays.equals(record.key(), this.key)).size();
	}

	private static long lag(String group) throws ExecutionException, InterruptedException {
		try (Admin admin = Admin
			.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.bootstrapServers()))) {
			Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
				.partitionsToOffsetAndMetadata()
				.get();
			long lag = 0;
			for (TopicPartition partition : partitions(group)) {
				long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
					.partitionResult(partition)
					.get()
					.offset();
				OffsetAndMetadata offset = committed.get(partition);
				lag += end - ((offset != null) ? offset.offset() : 0);
			}
			return lag;
		}
	}

	private static List<TopicPartition> partitions(String group) {
		String topic = group.endsWith("identify") ? "invite.signed" : "invite.identified";
		return Stream.of(0, 1, 2)
			.flatMap((i) -> Stream.of(new TopicPartition(topic, i), new TopicPartition(topic + ".replay", i)))
			.toList();
	}

}
