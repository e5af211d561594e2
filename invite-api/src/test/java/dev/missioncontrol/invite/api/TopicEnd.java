package dev.missioncontrol.invite.api;

import java.util.List;

import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records a topic has had.
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

}
