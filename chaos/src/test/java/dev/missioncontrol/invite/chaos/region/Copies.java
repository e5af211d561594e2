package dev.missioncontrol.invite.chaos.region;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at what a cluster holds, as a {@code read_committed} reader. */
final class Copies {

	private Copies() {
	}

	/** All topics that are copied, but for claims, which both regions write. */
	static List<String> topics() {
		return Topics.all()
			.stream()
			.filter((topic) -> !topic.equals(Topics.CLAIMS))
			.flatMap((topic) -> Stream.of(topic.name(), topic.deadLetters()))
			.toList();
	}

	/** The topics on which ops send records again. */
	static List<String> replays() {
		return Topics.replayable().stream().map(Topic::replays).toList();
	}

	/** Each record as text, in order, by topic and partition. */
	static Map<String, List<String>> of(String bootstrapServers, List<String> topics) {
		Map<String, List<String>> found = new TreeMap<>();
		try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
				bootstrapServers, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			List<TopicPartition> partitions = topics.stream()
				.flatMap((topic) -> consumer.partitionsFor(topic).stream())
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
					found.computeIfAbsent(record.topic() + "-" + record.partition(), (_) -> new ArrayList<>())
						.add(text(record));
				}
			}
		}
		return found;
	}

	private static String text(ConsumerRecord<byte[], byte[]> record) {
		String headers = Stream.of(record.headers().toArray())
			.map(Copies::text)
			.sorted()
			.collect(Collectors.joining(","));
		return record.timestamp() + " " + new String(record.key(), StandardCharsets.UTF_8) + " " + headers + " "
				+ new String(record.value(), StandardCharsets.UTF_8).hashCode();
	}

	private static String text(Header header) {
		return header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8);
	}

}
