package dev.missioncontrol.invite.token.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the worker committed, read as its consumers read it.
 */
final class Outputs {

	private static final EventRecords EVENTS = new EventRecords();

	private Outputs() {
	}

	/** Waits until all commands are done with, then fails unless each was signed once. */
	static void assertSignedOnce(List<Invite> invites) {
		awaitAllDone();
		Map<InviteId, Long> expected = invites.stream().collect(Collectors.toMap(Invite::inviteId, (invite) -> 1L));
		Map<InviteId, Long> found = read(Topics.SIGNED.name(), (record) -> true).stream()
			.map((record) -> signed(record).inviteId())
			.filter(expected::containsKey)
			.collect(Collectors.groupingBy((id) -> id, Collectors.counting()));
		assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
	}

	static InviteSigned signed(ConsumerRecord<byte[], byte[]> record) {
		Decoded<InviteSigned> decoded = EVENTS.read(Topics.SIGNED, record);
		assertThat(decoded).isInstanceOf(Decoded.Event.class);
		return ((Decoded.Event<InviteSigned>) decoded).event().data();
	}

	/** All commands are consumed and no transaction is open on the outputs. */
	static void awaitAllDone() {
		try (Admin admin = Admin
			.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestBroker.shared().bootstrapServers()))) {
			Awaitility.await("all commands are done with")
				.atMost(Duration.ofSeconds(60))
				.pollInterval(Duration.ofMillis(100))
				.until(() -> committed(admin).equals(commands(admin))
						&& ends(admin, Topics.SIGNED.name(), true).equals(ends(admin, Topics.SIGNED.name(), false)));
		}
	}

	/** All committed records of a topic. */
	static List<ConsumerRecord<byte[], byte[]>> read(String topic, Predicate<ConsumerRecord<byte[], byte[]>> filter) {
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
					if (filter.test(record)) {
						found.add(record);
					}
				});
				return ends.entrySet().stream().allMatch((end) -> consumer.position(end.getKey()) >= end.getValue());
			});
			return found;
		}
	}

	/** The ends of the topics that the worker reads. */
	private static Map<TopicPartition, Long> commands(Admin admin) throws Exception {
		Map<TopicPartition, Long> ends = new HashMap<>(ends(admin, Topics.COMMANDS.name(), false));
		ends.putAll(ends(admin, Topics.COMMANDS.replays(), false));
		return ends;
	}

	/** How far the worker is in them. */
	private static Map<TopicPartition, Long> committed(Admin admin) throws Exception {
		Map<TopicPartition, Long> offsets = new HashMap<>();
		commands(admin).keySet().forEach((partition) -> offsets.put(partition, 0L));
		admin.listConsumerGroupOffsets("token-worker")
			.partitionsToOffsetAndMetadata()
			.get()
			.forEach((partition, at) -> {
				if (at != null) {
					offsets.put(partition, at.offset());
				}
			});
		return offsets;
	}

	private static Map<TopicPartition, Long> ends(Admin admin, String topic, boolean committed) throws Exception {
		IsolationLevel isolation = committed ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
		Map<TopicPartition, OffsetSpec> latest = partitions(admin, topic).stream()
			.collect(Collectors.toMap((partition) -> partition, (partition) -> OffsetSpec.latest()));
		Map<TopicPartition, Long> ends = new HashMap<>();
		admin.listOffsets(latest, new ListOffsetsOptions(isolation))
			.all()
			.get()
			.forEach((partition, end) -> ends.put(partition, end.offset()));
		return ends;
	}

	private static List<TopicPartition> partitions(Admin admin, String topic) throws Exception {
		return admin.describeTopics(List.of(topic))
			.allTopicNames()
			.get()
			.get(topic)
			.partitions()
			.stream()
			.map((partition) -> new TopicPartition(topic, partition.partition()))
			.toList();
	}

}
