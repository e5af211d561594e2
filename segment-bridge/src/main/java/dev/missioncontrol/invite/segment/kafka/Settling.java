package dev.missioncontrol.invite.segment.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What comes after a batch: offsets are committed up to the first record of each
 * partition that is not done, and the consumer goes back there. Spring's own ways to have
 * a batch again either sleep on the consumer's thread, or redeliver what is done.
 */
final class Settling {

	private final KafkaListenerEndpointRegistry registry;

	private final ConsumerPause pause;

	Settling(KafkaListenerEndpointRegistry registry, ConsumerPause pause) {
		this.registry = registry;
		this.pause = pause;
	}

	/**
	 * Commits what is done and goes back to the rest.
	 * @param wait how long the consumer pauses when there is a rest
	 * @throws org.apache.kafka.common.KafkaException when the offsets could not be
	 * committed
	 */
	void settle(String listenerId, List<ConsumerRecord<byte[], byte[]>> batch, Progress progress,
			Consumer<?, ?> consumer, Supplier<Duration> wait) {
		Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
		Set<TopicPartition> open = new HashSet<>();
		for (ConsumerRecord<byte[], byte[]> record : batch) {
			TopicPartition partition = new TopicPartition(record.topic(), record.partition());
			if (open.contains(partition)) {
				continue;
			}
			boolean done = progress.isDone(record);
			next.put(partition, new OffsetAndMetadata(done ? record.offset() + 1 : record.offset()));
			if (!done) {
				open.add(partition);
			}
		}
		commit(consumer, next);
		next.forEach((partition, offset) -> progress.committed(partition, offset.offset()));
		if (!open.isEmpty()) {
			open.forEach((partition) -> consumer.seek(partition, next.get(partition)));
			MessageListenerContainer listener = this.registry.getListenerContainer(listenerId);
			if (listener != null) {
				this.pause.pause(listener, open.iterator().next(), wait.get());
			}
		}
	}

	/** A stop can wake the consumer up just when it commits. */
	private static void commit(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> next) {
		try {
			consumer.commitSync(next);
		}
		catch (WakeupException ex) {
			consumer.commitSync(next);
		}
	}

}
