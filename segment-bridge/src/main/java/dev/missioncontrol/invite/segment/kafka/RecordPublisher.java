package dev.missioncontrol.invite.segment.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.producer.ProducerRecord;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Publishes records and waits until the broker has them all.
 */
final class RecordPublisher {

	private final KafkaOperations<byte[], byte[]> kafka;

	private final Duration timeout;

	RecordPublisher(KafkaOperations<byte[], byte[]> kafka, Duration timeout) {
		this.kafka = kafka;
		this.timeout = timeout;
	}

	/**
	 * Publishes all records.
	 * @throws KafkaException when one may not have arrived; the offsets of what it came
	 * from must not be committed then
	 */
	void publish(List<ProducerRecord<byte[], byte[]>> records) {
		CompletableFuture<?>[] sent = records.stream().map(this.kafka::send).toArray(CompletableFuture[]::new);
		try {
			CompletableFuture.allOf(sent).get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new KafkaException("some of " + records.size() + " records may not have been published", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new KafkaException("interrupted while publishing", ex);
		}
	}

}
