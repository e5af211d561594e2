package dev.missioncontrol.invite.token.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.AfterRollbackProcessor;
import org.springframework.kafka.listener.ContainerProperties.EOSMode;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * After a transaction failed: waits, then goes on where the group's committed offsets
 * are, without end and without skipping.
 * <p>
 * Spring's own processor goes back to the first record of the poll. When the broker
 * committed and only its answer was lost, that would do the whole poll twice. So first
 * the outcome is settled, by opening the transactional id again (the broker completes or
 * aborts what was open under it), and then asked for.
 */
final class RedoFromCommitted implements AfterRollbackProcessor<Object, Object> {

	private static final Logger log = LoggerFactory.getLogger(RedoFromCommitted.class);

	private final ProducerFactory<?, ?> producers;

	private final WorkerSettings.Retry retry;

	private final Counter redone;

	/** One for all threads: there is one consumer at a time. */
	private volatile @Nullable BackOffExecution pauses;

	RedoFromCommitted(ProducerFactory<?, ?> producers, WorkerSettings.Retry retry, Counter redone) {
		this.producers = producers;
		this.retry = retry;
		this.redone = redone;
	}

	@Override
	public void process(List<ConsumerRecord<Object, Object>> records, Consumer<Object, Object> consumer,
			@Nullable MessageListenerContainer container, Exception exception, boolean recoverable, EOSMode eosMode) {
		Objects.requireNonNull(container, "container");
		this.redone.increment();
		Map<TopicPartition, Long> firsts = firstOffsets(records);
		boolean done = false;
		while (!done && container.isRunning() && pause(container)) {
			done = container.isRunning() && goBack(firsts, consumer);
		}
	}

	/** Forgets the pauses: the next fault is a first one. */
	@Override
	public void clearThreadState() {
		this.pauses = null;
	}

	/** Must not give up before it went back: the next poll would pass the records by. */
	private boolean goBack(Map<TopicPartition, Long> firsts, Consumer<Object, Object> consumer) {
		try {
			this.producers.createProducer().close();
			Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(firsts.keySet());
			firsts.forEach((partition, first) -> {
				// Another instance may have it by now.
				if (consumer.assignment().contains(partition)) {
					OffsetAndMetadata offset = committed.get(partition);
					consumer.seek(partition, (offset != null) ? offset.offset() : first);
				}
			});
			return true;
		}
		catch (RuntimeException ex) {
			log.warn("Kafka cannot say yet what was committed: {}", ex.toString());
			return false;
		}
	}

	private boolean pause(MessageListenerContainer container) {
		BackOffExecution execution = this.pauses;
		if (execution == null) {
			ExponentialBackOff backOff = new ExponentialBackOff(this.retry.first().toMillis(), 2);
			backOff.setMaxInterval(this.retry.longest().toMillis());
			execution = backOff.start();
			this.pauses = execution;
		}
		try {
			ListenerUtils.stoppableSleep(container, execution.nextBackOff());
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static Map<TopicPartition, Long> firstOffsets(List<ConsumerRecord<Object, Object>> records) {
		Map<TopicPartition, Long> firsts = new HashMap<>();
		records.forEach((record) -> firsts.merge(new TopicPartition(record.topic(), record.partition()),
				record.offset(), Math::min));
		return firsts;
	}

}
