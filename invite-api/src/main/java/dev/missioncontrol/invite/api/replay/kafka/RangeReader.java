package dev.missioncontrol.invite.api.replay.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.api.replay.ReplayWork.Place;
import dev.missioncontrol.invite.api.replay.ReplayWork.Span;
import dev.missioncontrol.invite.event.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records of a time on a topic, part by part. Blocks; for one thread.
 */
final class RangeReader implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(200);

	private final Consumer<byte[], byte[]> consumer;

	private final Topic<?> topic;

	RangeReader(Consumer<byte[], byte[]> consumer, Topic<?> topic) {
		this.consumer = consumer;
		this.topic = topic;
	}

	/** Which part of each partition lies in the time. */
	Map<Integer, Span> spans(Instant from, Instant to) {
		List<TopicPartition> partitions = this.consumer.partitionsFor(this.topic.name())
			.stream()
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.toList();
		Map<TopicPartition, OffsetAndTimestamp> first = at(partitions, from);
		Map<TopicPartition, OffsetAndTimestamp> after = at(partitions, to);
		Map<TopicPartition, Long> ends = this.consumer.endOffsets(partitions);
		return partitions.stream().collect(Collectors.toMap(TopicPartition::partition, (partition) -> {
			long end = ends.getOrDefault(partition, 0L);
			long last = Math.min(end, offset(after.get(partition), end));
			return new Span(Math.min(offset(first.get(partition), last), last), last);
		}));
	}

	private Map<TopicPartition, OffsetAndTimestamp> at(List<TopicPartition> partitions, Instant time) {
		return this.consumer.offsetsForTimes(
				partitions.stream().collect(Collectors.toMap(Function.identity(), (_) -> time.toEpochMilli())));
	}

	/** No record is that late: then nothing, or all, lies before it. */
	private static long offset(@Nullable OffsetAndTimestamp found, long otherwise) {
		return (found != null) ? found.offset() : otherwise;
	}

	/** Goes to where the last part ended. */
	void seek(Map<Integer, Span> spans) {
		List<TopicPartition> open = spans.entrySet()
			.stream()
			.filter((span) -> span.getValue().next() < span.getValue().end())
			.map((span) -> partition(span.getKey()))
			.toList();
		this.consumer.assign(open);
		spans.forEach((partition, span) -> {
			if (span.next() < span.end()) {
				this.consumer.seek(partition(partition), span.next());
			}
		});
	}

	/** The next part, and how far it goes. */
	Part read(Map<Integer, Span> spans) {
		ConsumerRecords<byte[], byte[]> records = this.consumer.poll(POLL);
		List<Place> places = new ArrayList<>();
		records.forEach((record) -> {
			Span span = spans.get(record.partition());
			if (span != null && record.offset() < span.end()) {
				places.add(new Place(record.topic(), record.partition(), record.offset()));
			}
		});
		Map<Integer, Span> read = new HashMap<>(spans);
		this.consumer.assignment().forEach((partition) -> {
			Span span = spans.get(partition.partition());
			if (span != null) {
				long position = Math.min(this.consumer.position(partition), span.end());
				read.put(partition.partition(), new Span(position, span.end()));
				if (position == span.end()) {
					this.consumer.pause(List.of(partition));
				}
			}
		});
		return new Part(places, read);
	}

	private TopicPartition partition(int number) {
		return new TopicPartition(this.topic.name(), number);
	}

	@Override
	public void close() {
		this.consumer.close();
	}

	/** Part of a range. */
	record Part(List<Place> places, Map<Integer, Span> spans) {

		boolean isLast() {
			return this.spans.values().stream().allMatch((span) -> span.next() >= span.end());
		}

	}

}
