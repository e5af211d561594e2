package dev.missioncontrol.invite.api.deadletter.kafka;

import java.util.List;

import dev.missioncontrol.invite.api.deadletter.BuriedRecord;
import dev.missioncontrol.invite.api.deadletter.RecordingDeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;

/**
 * Reads all topics of dead letters. Offsets are committed after the batch is in the
 * database; whatever fails before that is thrown, and the batch comes again.
 */
class DeadLetterListener {

	private final DeadLetterReader reader = new DeadLetterReader();

	private final RecordingDeadLetters recording;

	private final MeterRegistry meters;

	DeadLetterListener(RecordingDeadLetters recording, MeterRegistry meters) {
		this.recording = recording;
		this.meters = meters;
	}

	@KafkaListener(id = "invite-dead-letters", groupId = "${invite.dead-letters.group}",
			topics = "#{@deadLetterTopics}", concurrency = "${invite.dead-letters.concurrency}")
	void take(List<ConsumerRecord<byte[], byte[]>> records) {
		List<BuriedRecord> letters = records.stream().map(this.reader::read).toList();
		this.recording.record(letters).block();
		letters.forEach((letter) -> this.meters
			.counter("invite.dead.letters", "stage", letter.stage().wireName(), "reason", letter.reason())
			.increment());
	}

}
