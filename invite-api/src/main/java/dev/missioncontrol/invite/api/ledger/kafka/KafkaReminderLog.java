package dev.missioncontrol.invite.api.ledger.kafka;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.missioncontrol.invite.api.ledger.ReminderLog;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteExpiringSoon;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.publisher.Mono;

import org.springframework.kafka.core.KafkaOperations;

/**
 * Appends to {@code invite.reminders}, {@code acks=all}.
 */
final class KafkaReminderLog implements ReminderLog {

	private final EventRecords records = new EventRecords();

	private final KafkaOperations<byte[], byte[]> kafka;

	private final Executor threads;

	KafkaReminderLog(KafkaOperations<byte[], byte[]> kafka, Executor threads) {
		this.kafka = kafka;
		this.threads = threads;
	}

	@Override
	public Mono<Void> append(List<CloudEvent<InviteExpiringSoon>> events) {
		List<ProducerRecord<byte[], byte[]>> all = events.stream()
			.map((event) -> this.records.write(Topics.REMINDERS, event))
			.toList();
		return Mono.fromFuture(() -> CompletableFuture.runAsync(() -> Sending.all(this.kafka, all), this.threads),
				true);
	}

}
