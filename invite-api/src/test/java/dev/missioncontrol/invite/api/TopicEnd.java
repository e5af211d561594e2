package dev.missioncontrol.invite.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What a topic has had by now.
 */
final class TopicEnd {

	private TopicEnd() {
	}

	static long of(Topic<?> topic) {
		try (KafkaConsumer<byte[], byte[]> consumer = TestBroker.shared().consumer()) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic.name())
				.stream()
				.map((partition) -> new TopicPartition(topic.name(), partition.partition()))
				.toList();
			return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
		}
	}

	/** Keys and values, of committed records. */
	static List<ConsumerRecord<byte[], byte[]>> records(Topic<?> topic) {
		List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
		try (KafkaConsumer<byte[], byte[]> consumer = TestBroker.shared().consumer()) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic.name())
				.stream()
				.map((partition) -> new TopicPartition(topic.name(), partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				consumer.poll(Duration.ofMillis(100)).forEach(records::add);
			}
		}
		return records;
	}

}
