package dev.missioncontrol.invite.token.kafka;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a command adds to the transaction.
 */
sealed interface Outcome {

	/**
	 * A signed invite.
	 *
	 * @param record what to send; its value is secret
	 */
	record Link(ProducerRecord<byte[], byte[]> record) implements Outcome {

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
