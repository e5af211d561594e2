package dev.missioncontrol.invite.token.kafka;

import java.time.Instant;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a command adds to the transaction.
 */
sealed interface Outcome {

	/**
	 * A signed invite.
	 *
	 * @param record what to send; its value is secret
	 * @param since when the invite was requested; null for what ops send again
	 */
	record Link(ProducerRecord<byte[], byte[]> record, @Nullable Instant since) implements Outcome {

		@Override
		public String toString() {
			return "Link[***]";
		}

	}

	/**
	 * A dead letter.
	 *
	 * @param record what to send
	 * @param reason stable code
	 */
	record Letter(ProducerRecord<byte[], byte[]> record, String reason) implements Outcome {

		@Override
		public String toString() {
			return "Letter[" + this.reason + "]";
		}

	}

	/** The command needs no answer. */
	record Nothing() implements Outcome {
	}

}
