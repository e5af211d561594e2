package dev.missioncontrol.invite.api.ledger.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger that is new, or was emptied to be built again, first takes over what is on
 * {@code invite.closed}: it would otherwise decide once more, in the order in which the
 * topics happen to be read, and tell the gateways something else than before.
 */
final class AdoptingClosings {

	private static final Logger logger = LoggerFactory.getLogger(AdoptingClosings.class);

	private static final Duration POLL = Duration.ofMillis(200);

	private final EventRecords events = new EventRecords();

	private final Ledger ledger;

	private final Projecting projecting;

	private final Consumers consumers;

	private final Duration timeout;

	private volatile boolean adopted;

	AdoptingClosings(Ledger ledger, Projecting projecting, Consumers consumers, Duration timeout) {
		this.ledger = ledger;
		this.projecting = projecting;
		this.consumers = consumers;
		this.timeout = timeout;
	}

	/**
	 * Returns when the ledger may decide; throws when it cannot tell, for the batch to
	 * come again.
	 */
	void ensure() {
		if (!this.adopted) {
			adoptOnce();
		}
	}

	private synchronized void adoptOnce() {
		if (this.adopted) {
			return;
		}
		if (!Boolean.TRUE.equals(this.ledger.adopted().block(this.timeout))) {
			long count = adopt();
			this.ledger.adoptedAll().block(this.timeout);
			logger.info("This ledger is new and took over {} records of {}.", count, Topics.CLOSED);
		}
		this.adopted = true;
	}

	private long adopt() {
		try (Consumer<byte[], byte[]> consumer = this.consumers.create()) {
			List<TopicPartition> partitions = consumer.partitionsFor(Topics.CLOSED.name())
				.stream()
				.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
				.toList();
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
			long count = 0;
			while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
				count += record(consumer.poll(POLL));
			}
			return count;
		}
	}

	/** What cannot be read is set apart when the listener comes to it. */
	private int record(ConsumerRecords<byte[], byte[]> records) {
		List<CloudEvent<InviteClosed>> closings = new ArrayList<>();
		records.forEach((record) -> {
			if (this.events.read(Topics.CLOSED, record) instanceof Decoded.Event(var event)) {
				closings.add(event);
			}
		});
		this.projecting.project(closings).block(this.timeout);
		return closings.size();
	}

	/** Makes consumers that belong to no group. */
	@FunctionalInterface
	interface Consumers {

		Consumer<byte[], byte[]> create();

	}

}
