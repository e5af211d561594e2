package dev.missioncontrol.invite.segment.kafka;

import java.util.random.RandomGenerator;

import dev.missioncontrol.invite.segment.delivery.Backoff;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Whatever a stage throws is an infrastructure fault: the same batch again, without end,
 * after a pause in which the consumer stays in its group. Nothing is ever acknowledged
 * here.
 */
final class RewindOnError implements CommonErrorHandler {

	private static final Logger log = LoggerFactory.getLogger(RewindOnError.class);

	private final ThreadLocal<Integer> failures = ThreadLocal.withInitial(() -> 0);

	private final ConsumerPause pause;

	private final Backoff backoff;

	private final Counter redone;

	RewindOnError(ConsumerPause pause, Backoff backoff, Counter redone) {
		this.pause = pause;
		this.backoff = backoff;
		this.redone = redone;
	}

	@Override
	public boolean seeksAfterHandling() {
		return true;
	}

	@Override
	public boolean isAckAfterHandle() {
		return false;
	}

	@Override
	public void handleBatch(Exception thrown, ConsumerRecords<?, ?> batch, Consumer<?, ?> consumer,
			MessageListenerContainer listener, Runnable again) {
		this.failures.set(this.failures.get() + 1);
		this.redone.increment();
		log.warn("{} records come again, for the {}. time", batch.count(), this.failures.get(), thrown);
		for (TopicPartition partition : batch.partitions()) {
			if (consumer.assignment().contains(partition)) {
				consumer.seek(partition, batch.records(partition).getFirst().offset());
			}
		}
		this.pause.pause(listener, batch.partitions().iterator().next(),
				this.backoff.after(this.failures.get(), RandomGenerator.getDefault()));
	}

	@Override
	public void handleOtherException(Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer listener,
			boolean batchListener) {
		log.warn("A consumer of {} failed outside of a batch", listener.getListenerId(), thrown);
	}

	@Override
	public void clearThreadState() {
		this.failures.remove();
	}

}
