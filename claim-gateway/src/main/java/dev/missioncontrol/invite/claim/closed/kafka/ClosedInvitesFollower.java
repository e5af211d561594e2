package dev.missioncontrol.invite.claim.closed.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Follows {@link Topics#CLOSED} from its beginning to its end and on. Every instance
 * needs all of it, so there is no consumer group: all partitions are assigned by hand.
 * Without Kafka it waits and tries again; what is known stays known.
 */
final class ClosedInvitesFollower implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ClosedInvitesFollower.class);

	private final Supplier<Consumer<byte[], byte[]>> consumers;

	private final ClosedSettings settings;

	private final ClosedInvites closed;

	private final ClosedRecords records;

	/** Where to go on after a fault: reading old ends again would undo newer ones. */
	private final Map<TopicPartition, Long> positions = new HashMap<>();

	private final CountDownLatch stopping = new CountDownLatch(1);

	private volatile long heardAt = System.nanoTime();

	private volatile @Nullable Thread thread;

	private volatile @Nullable Consumer<byte[], byte[]> consumer;

	ClosedInvitesFollower(Supplier<Consumer<byte[], byte[]>> consumers, ClosedSettings settings, ClosedInvites closed,
			ClosedRecords records) {
		this.consumers = consumers;
		this.settings = settings;
		this.closed = closed;
		this.records = records;
	}

	@Override
	public void start() {
		this.thread = Thread.ofPlatform().daemon().name("closed-invites").start(this::run);
	}

	@Override
	public void stop() {
		this.stopping.countDown();
		Consumer<byte[], byte[]> waiting = this.consumer;
		if (waiting != null) {
			waiting.wakeup();
		}
	}

	/** False as soon as the thread has ended, for whatever reason. */
	@Override
	public boolean isRunning() {
		Thread running = this.thread;
		return running != null && running.isAlive();
	}

	/**
	 * How long Kafka has said nothing, not even that there is nothing new: revocations
	 * since then are not known here. A little more than the partition check when all is
	 * well.
	 */
	Duration silence() {
		return Duration.ofNanos(System.nanoTime() - this.heardAt);
	}

	private void run() {
		try {
			do {
				attempt();
			}
			while (!this.stopping.await(this.settings.retryAfter().toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void attempt() {
		try (Consumer<byte[], byte[]> opened = this.consumers.get()) {
			this.consumer = opened;
			follow(opened);
		}
		catch (WakeupException _) {
			// Stopping; the caller's wait ends at once.
		}
		// An Error, too: a thread that dies would leave revoked invites open.
		catch (RuntimeException | Error ex) {
			logger.warn("Closed invites cannot be followed, trying again in {}: {}", this.settings.retryAfter(),
					ex.getClass().getSimpleName());
		}
		finally {
			this.consumer = null;
		}
	}

	/** Returns when the topic has got more partitions, or when it is time to stop. */
	private void follow(Consumer<byte[], byte[]> consumer) {
		List<TopicPartition> partitions = partitions(consumer);
		consumer.assign(partitions);
		partitions.forEach((partition) -> seek(consumer, partition));
		Map<TopicPartition, Long> ends = ends(consumer, partitions);
		long nextCheck = System.nanoTime() + this.settings.partitionCheck().toNanos();
		while (this.stopping.getCount() > 0) {
			// Before the poll: at the end of the topic that waits for news.
			if (!this.closed.isComplete() && hasReached(consumer, ends)) {
				this.closed.markComplete();
				logger.info("{} closed invites known", this.closed.size());
			}
			consumer.poll(this.settings.poll()).forEach((record) -> {
				this.records.accept(record);
				this.positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
			});
			if (System.nanoTime() - nextCheck > 0) {
				if (hasGrown(consumer, partitions)) {
					return;
				}
				nextCheck = System.nanoTime() + this.settings.partitionCheck().toNanos();
			}
		}
	}

	private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
		List<TopicPartition> partitions = consumer.partitionsFor(Topics.CLOSED.name(), this.settings.requestTimeout())
			.stream()
			.map((info) -> new TopicPartition(info.topic(), info.partition()))
			.toList();
		if (partitions.isEmpty()) {
			throw new IllegalStateException("no topic");
		}
		return partitions;
	}

	private void seek(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
		Long position = this.positions.get(partition);
		if (position != null) {
			consumer.seek(partition, position);
		}
		else {
			consumer.seekToBeginning(List.of(partition));
		}
	}

	private boolean hasReached(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
		Duration timeout = this.settings.requestTimeout();
		return ends.entrySet().stream().allMatch((end) -> consumer.position(end.getKey(), timeout) >= end.getValue());
	}

	private boolean hasGrown(Consumer<byte[], byte[]> consumer, List<TopicPartition> known) {
		try {
			ends(consumer, known);
			return partitions(consumer).size() > known.size();
		}
		catch (TimeoutException | IllegalStateException _) {
			// Kafka is away for now: the next poll goes on when it is back.
			return false;
		}
	}

	/** Unlike the partitions, nobody but a broker can tell these. */
	private Map<TopicPartition, Long> ends(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
		Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, this.settings.requestTimeout());
		this.heardAt = System.nanoTime();
		return ends;
	}

}
