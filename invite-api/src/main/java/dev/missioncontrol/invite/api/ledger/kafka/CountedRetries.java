package dev.missioncontrol.invite.api.ledger.kafka;

import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.RetryListener;

/**
 * Counts the polls that the ledger takes again.
 *
 * @param redone where it counts
 */
record CountedRetries(Counter redone) implements RetryListener {

	@Override
	public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception ex, int attempt) {
		this.redone.increment();
	}

	@Override
	public void failedDelivery(ConsumerRecords<?, ?> records, @Nullable Exception ex, int attempt) {
		this.redone.increment();
	}

}
