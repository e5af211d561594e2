package dev.missioncontrol.invite.api.ledger.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.ProducerRecord;

import org.springframework.kafka.core.KafkaOperations;

/**
 * Sends several records. Blocks until Kafka has them all.
 */
final class Sending {

	private Sending() {
	}

	/**
	 * Stops at the first one that fails at once, for each further one would block for as
	 * long: whoever waits would give up, and send them again while this goes on.
	 */
	static void all(KafkaOperations<byte[], byte[]> kafka, List<ProducerRecord<byte[], byte[]>> records) {
		List<CompletableFuture<?>> sent = new ArrayList<>();
		for (ProducerRecord<byte[], byte[]> record : records) {
			CompletableFuture<?> one = kafka.send(record);
			sent.add(one);
			if (one.isCompletedExceptionally()) {
				break;
			}
		}
		sent.forEach((one) -> one.join());
	}

}
