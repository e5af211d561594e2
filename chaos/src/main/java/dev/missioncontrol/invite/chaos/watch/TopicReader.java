package dev.missioncontrol.invite.chaos.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.TopicPlan;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all that a run wrote, from the beginning, as a {@code read_committed} reader and
 * without a group. For one thread.
 */
final class TopicReader implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(200);

	private static final Duration CALL = Duration.ofSeconds(20);

	private final Consumer<byte[], byte[]> consumer;

	private final List<TopicPartition> partitions;

	TopicReader(String bootstrapServers, TopicPlan plan) {
		Map<String, Object> settings = new HashMap<>();
		settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
		settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
		settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
		settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
		settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
		this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
		this.partitions = topics()
			.flatMap((topic) -> IntStream.range(0, plan.partitions()).mapToObj((i) -> new TopicPartition(topic, i)))
			.toList();
		this.consumer.assign(this.partitions);
		this.consumer.seekToBeginning(this.partitions);
	}

	Iterable<ConsumerRecord<byte[], byte[]>> next() {
		return this.consumer.poll(POLL);
	}

	/** Whether all that is committed by now was read. */
	boolean isAtEnd() {
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(this.partitions, CALL);
		return ends.entrySet().stream().allMatch((end) -> this.consumer.position(end.getKey(), CALL) >= end.getValue());
	}

	@Override
	public void close() {
		this.consumer.close();
	}

	private static Stream<String> topics() {
		return Stream.of(Topics.COMMANDS, Topics.SIGNED, Topics.IDENTIFIED, Topics.NOTIFICATIONS)
			.flatMap((topic) -> Stream.of(topic.name(), topic.deadLetters()));
	}

}
