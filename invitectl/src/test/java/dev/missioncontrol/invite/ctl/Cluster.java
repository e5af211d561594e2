package dev.missioncontrol.invite.ctl;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * What the tests of resets ask the shared broker.
 */
final class Cluster {

	static final String SERVERS = TestBroker.shared().bootstrapServers();

	private Cluster() {
	}

	/** Resets a stage on this cluster. */
	static Run reset(String line) {
		return Run.of(("reset " + line + " --bootstrap-servers " + SERVERS).split(" "));
	}

	/** A time after all records that were sent before and not after any sent later. */
	static Instant mark() {
		Instant mark = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
		Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> !Instant.now().isBefore(mark));
		return mark;
	}

	/** Waits until a group has read a topic to its end; ends of transactions aside. */
	static void awaitRead(String group, String topic) {
		try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SERVERS))) {
			Awaitility.await(group + " has read " + topic)
				.atMost(Duration.ofSeconds(60))
				.until(() -> committed(admin, group, topic).equals(ends(admin, topic)));
		}
	}

	/** Where a group stands on a topic. */
	static Map<Integer, Long> committed(String group, String topic) throws Exception {
		try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, SERVERS))) {
			return committed(admin, group, topic);
		}
	}

	/** All committed records of these invites on a topic. */
	static List<ConsumerRecord<byte[], byte[]>> read(String topic, Set<InviteId> invites) {
		Set<String> keys = invites.stream().map(InviteId::toString).collect(Collectors.toSet());
		try (KafkaConsumer<byte[], byte[]> consumer = TestBroker.shared().consumer()) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic)
				.stream()
				.map((partition) -> new TopicPartition(topic, partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
			Awaitility.await("the end of " + topic).pollInSameThread().until(() -> {
				consumer.poll(Duration.ofMillis(100)).forEach((record) -> {
					if (keys.contains(new String(record.key(), StandardCharsets.UTF_8))) {
						found.add(record);
					}
				});
				return ends.entrySet().stream().allMatch((end) -> consumer.position(end.getKey()) >= end.getValue());
			});
			return found;
		}
	}

	private static Map<Integer, Long> committed(Admin admin, String group, String topic) throws Exception {
		Map<Integer, Long> offsets = new HashMap<>();
		ends(admin, topic).keySet().forEach((partition) -> offsets.put(partition, 0L));
		admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().forEach((partition, at) -> {
			if (partition.topic().equals(topic)) {
				offsets.put(partition.partition(), at.offset());
			}
		});
		return offsets;
	}

	private static Map<Integer, Long> ends(Admin admin, String topic) throws Exception {
		Map<TopicPartition, OffsetSpec> latest = admin.describeTopics(List.of(topic))
			.allTopicNames()
			.get()
			.get(topic)
			.partitions()
			.stream()
			.collect(Collectors.toMap((partition) -> new TopicPartition(topic, partition.partition()),
					(_) -> OffsetSpec.latest()));
		return admin.listOffsets(latest)
			.all()
			.get()
			.entrySet()
			.stream()
			.collect(Collectors.toMap((each) -> each.getKey().partition(), (each) -> each.getValue().offset()));
	}

}
