package dev.missioncontrol.invite.token.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.Topics;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.core.ConsumerFactory;

/**
 * Leaves out commands that are in the log twice. invite-api writes a command again when
 * it could not learn whether the first time succeeded: the broker's answer was lost, or
 * the instance died before it took note. Both records are the same event (CloudEvents
 * 1.0, "source + id"), in the same partition, and one of them is enough.
 * <p>
 * What was there before follows from the log alone: after a start or a rebalance, the
 * records before the first one are read again. So any instance comes to the same result,
 * and working on a batch again does, too. For one thread.
 */
final class RepeatedCommands {

	private static final Duration POLL = Duration.ofMillis(100);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Map<TopicPartition, SeenCommands> partitions = new HashMap<>();

	private final ConsumerFactory<byte[], byte[]> consumers;

	private final int window;

	private final Counter repeated;

	/**
	 * Knows nothing yet.
	 * @param consumers makes a consumer to look back with
	 * @param window how many records back, per partition; 0 for not at all
	 * @param repeated counts what was left out
	 */
	RepeatedCommands(ConsumerFactory<byte[], byte[]> consumers, int window, Counter repeated) {
		this.consumers = consumers;
		this.window = window;
		this.repeated = repeated;
	}

	/**
	 * Those of a poll that are no repetitions, nor commands that ops repeat on purpose.
	 * @throws KafkaException when it cannot be looked back now
	 */
	List<ReadCommand> without(List<ReadCommand> commands) {
		List<ReadCommand> fresh = new ArrayList<>(commands.size());
		for (ReadCommand command : commands) {
			if (this.window == 0 || !command.record().topic().equals(Topics.COMMANDS.name())
					|| !repeats(before(command.record()), command)) {
				fresh.add(command);
			}
		}
		this.repeated.increment((double) commands.size() - fresh.size());
		return fresh;
	}

	private SeenCommands before(ConsumerRecord<byte[], byte[]> record) {
		TopicPartition partition = new TopicPartition(record.topic(), record.partition());
		SeenCommands seen = this.partitions.get(partition);
		if (seen == null || !seen.reaches(record.offset())) {
			long start = Math.max(0, record.offset() - this.window);
			if (seen == null || seen.next() < start || seen.next() > record.offset() || !seen.reaches(seen.next())) {
				seen = new SeenCommands(this.window, start);
				this.partitions.put(partition, seen);
			}
			lookBack(partition, seen, record.offset());
		}
		return seen;
	}

	/** What was read stays known when the rest cannot be read now. */
	private void lookBack(TopicPartition partition, SeenCommands seen, long end) {
		if (seen.next() >= end) {
			return;
		}
		Properties many = new Properties();
		many.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(this.window));
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		try (Consumer<byte[], byte[]> consumer = this.consumers.createConsumer(null, null, "-look-back", many)) {
			consumer.assign(List.of(partition));
			consumer.seek(partition, seen.next());
			while (consumer.position(partition) < end) {
				if (System.nanoTime() > deadline) {
					throw new KafkaException("the commands before " + partition + "@" + end + " cannot be read now");
				}
				for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
					if (record.offset() < end) {
						repeats(seen, ReadCommand.of(record));
					}
				}
			}
			seen.skip(end - 1);
		}
	}

	private static boolean repeats(SeenCommands seen, ReadCommand command) {
		long offset = command.record().offset();
		return switch (command.content()) {
			case Decoded.Event<InviteCommand>(CloudEvent<InviteCommand> event) ->
				seen.repeats(event.source() + " " + event.id(), offset);
			case Decoded.Unreadable<InviteCommand> _ -> {
				seen.skip(offset);
				yield false;
			}
		};
	}

}
