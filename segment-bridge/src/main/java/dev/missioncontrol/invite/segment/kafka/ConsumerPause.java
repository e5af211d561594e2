package dev.missioncontrol.invite.segment.kafka;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Lets a consumer rest. It keeps polling without getting records, so it stays in its
 * group, takes part in rebalances and can be stopped at once.
 */
final class ConsumerPause implements AutoCloseable {

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("consumer-pause").daemon().factory());

	/**
	 * Pauses one consumer, from its next poll on; to be called on its thread.
	 * @param listener the consumer's listener
	 * @param partition one of its partitions
	 * @param duration for how long; zero is no pause
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // a resumed container cannot fail
	void pause(MessageListenerContainer listener, TopicPartition partition, Duration duration) {
		// A listener that stops holds the lock that the next call needs.
		if (duration.isZero() || !listener.isRunning()) {
			return;
		}
		MessageListenerContainer consumer = listener.getContainerFor(partition.topic(), partition.partition());
		consumer.pause();
		this.scheduler.schedule(consumer::resume, duration.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		this.scheduler.shutdownNow();
	}

}
