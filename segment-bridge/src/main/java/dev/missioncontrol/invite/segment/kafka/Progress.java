package dev.missioncontrol.invite.segment.kafka;

import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.missioncontrol.invite.segment.delivery.Attempts;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of records whose offsets are not committed yet, so that a retry
 * takes up where the last try ended. Holds one poll of each partition at most. It may be
 * lost: then Segment recognizes by their ids what it is told again.
 */
final class Progress {

	private final Map<TopicPartition, NavigableMap<Long, Standing>> partitions = new ConcurrentHashMap<>();

	/** The attempts so far; null when there was none. */
	@Nullable Attempts attempts(ConsumerRecord<?, ?> record) {
		Standing standing = standings(record).get(record.offset());
		return (standing != null) ? standing.attempts() : null;
	}

	/** Segment was asked, and did not take it for now. */
	void tried(ConsumerRecord<?, ?> record, Attempts attempts) {
		standings(record).put(record.offset(), new Standing(attempts, Mark.TRIED));
	}

	/** Segment has it; what follows from that may not be published yet. */
	void taken(ConsumerRecord<?, ?> record) {
		standings(record).put(record.offset(), new Standing(null, Mark.TAKEN));
	}

	boolean isTaken(ConsumerRecord<?, ?> record) {
		return is(record, Mark.TAKEN);
	}

	/** All that follows from it is published. */
	void done(ConsumerRecord<?, ?> record) {
		standings(record).put(record.offset(), new Standing(null, Mark.DONE));
	}

	boolean isDone(ConsumerRecord<?, ?> record) {
		return is(record, Mark.DONE);
	}

	/** Records before this offset will not come again. */
	void committed(TopicPartition partition, long next) {
		NavigableMap<Long, Standing> standings = this.partitions.get(partition);
		if (standings != null) {
			standings.headMap(next).clear();
		}
	}

	private boolean is(ConsumerRecord<?, ?> record, Mark mark) {
		Standing standing = standings(record).get(record.offset());
		return standing != null && standing.mark() == mark;
	}

	private NavigableMap<Long, Standing> standings(ConsumerRecord<?, ?> record) {
		return this.partitions.computeIfAbsent(new TopicPartition(record.topic(), record.partition()),
				(partition) -> new ConcurrentSkipListMap<>());
	}

	private enum Mark {

		TRIED, TAKEN, DONE

	}

	private record Standing(@Nullable Attempts attempts, Mark mark) {
	}

}
