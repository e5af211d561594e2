package dev.missioncontrol.invite.api.replay.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.missioncontrol.invite.api.replay.ReplayWork.Place;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads single records where they lie. Blocks; for one thread.
 */
final class RecordFetcher implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(100);

	private final Consumer<byte[], byte[]> consumer;

	private final Duration timeout;

	RecordFetcher(Consumer<byte[], byte[]> consumer, Duration timeout) {
		this.consumer = consumer;
		this.timeout = timeout;
	}

	/**
	 * Reads records.
	 * @return those that are still there
	 * @throws org.apache.kafka.common.KafkaException when Kafka cannot be asked
	 */
	Map<Place, ConsumerRecord<byte[], byte[]>> fetch(List<Place> places) {
		Map<TopicPartition, SortedSet<Long>> wanted = new HashMap<>();
		places.forEach((place) -> wanted
			.computeIfAbsent(new TopicPartition(place.topic(), place.partition()), (_) -> new TreeSet<>())
			.add(place.offset()));
		Set<TopicPartition> there = existing(wanted.keySet());
		Map<TopicPartition, Long> begins = this.consumer.beginningOffsets(there);
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(there);
		Map<Place, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
		there.forEach((partition) -> fetch(partition, wanted.getOrDefault(partition, new TreeSet<>())
			.subSet(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L)), found));
		return found;
	}

	private void fetch(TopicPartition partition, SortedSet<Long> offsets,
			Map<Place, ConsumerRecord<byte[], byte[]>> found) {
		this.consumer.assign(List.of(partition));
		long seen = -1;
		for (long offset : offsets) {
			if (offset >= seen) {
				seen = fetch(partition, offset, offsets, found);
			}
		}
	}

	/**
	 * Gives the first offset that was not looked at.
	 */
	private long fetch(TopicPartition partition, long offset, Set<Long> offsets,
			Map<Place, ConsumerRecord<byte[], byte[]>> found) {
		try {
			this.consumer.seek(partition, offset);
			long deadline = System.nanoTime() + this.timeout.toNanos();
			while (this.consumer.position(partition) <= offset) {
				if (System.nanoTime() > deadline) {
					throw new TimeoutException("no record from " + partition + " in " + this.timeout);
				}
				this.consumer.poll(POLL).forEach((record) -> {
					if (offsets.contains(record.offset())) {
						found.put(new Place(record.topic(), record.partition(), record.offset()), record);
					}
				});
			}
			return this.consumer.position(partition);
		}
		catch (OffsetOutOfRangeException ex) {
			// Retention took it just now.
			return offset + 1;
		}
	}

	private Set<TopicPartition> existing(Set<TopicPartition> wanted) {
		Set<TopicPartition> existing = new HashSet<>();
		wanted.stream()
			.map(TopicPartition::topic)
			.distinct()
			.flatMap((topic) -> this.consumer.partitionsFor(topic).stream())
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.filter(wanted::contains)
			.forEach(existing::add);
		return existing;
	}

	@Override
	public void close() {
		this.consumer.close();
	}

}
