package dev.missioncontrol.invite.ctl.reset.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks for records between two offsets. The difference does not tell: the ends of
 * transactions take offsets, too, and a group that has read everything stands before the
 * last of them.
 */
final class UnreadRecords {

	private static final Duration POLL = Duration.ofMillis(100);

	private final Map<String, Object> settings;

	private final Duration timeout;

	UnreadRecords(Map<String, Object> client, Duration timeout) {
		this.settings = new HashMap<>(client);
		this.settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		this.settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 * 1024);
		this.settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
		this.timeout = timeout;
	}

	/** True also where that cannot be told in time. */
	boolean liesBetween(TopicPartition partition, long from, long to) {
		if (from >= to) {
			return false;
		}
		try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(this.settings, new ByteArrayDeserializer(),
				new ByteArrayDeserializer())) {
			consumer.assign(List.of(partition));
			consumer.seek(partition, from);
			long end = System.nanoTime() + this.timeout.toNanos();
			while (consumer.position(partition) < to) {
				for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
					return record.offset() < to;
				}
				if (System.nanoTime() > end) {
					return true;
				}
			}
			return false;
		}
	}

}
