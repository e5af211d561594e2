package dev.missioncontrol.invite.api.ledger.kafka;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.missioncontrol.invite.api.ledger.ClosedLog;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.publisher.Mono;

import org.springframework.kafka.core.KafkaOperations;

/**
 * Appends final states to {@code invite.closed}, {@code acks=all}.
 */
final class KafkaClosedLog implements ClosedLog {

	private final EventRecords records = new EventRecords();

	private final KafkaOperations<byte[], byte[]> kafka;

	private final Executor threads;

	KafkaClosedLog(KafkaOperations<byte[], byte[]> kafka, Executor threads) {
		this.kafka = kafka;
		this.threads = threads;
	}

	@Override
	public Mono<Void> append(List<InviteClosed> closings) {
		List<ProducerRecord<byte[], byte[]>> all = closings.stream().map(this::record).toList();
		return Mono.fromFuture(() -> CompletableFuture.runAsync(() -> Sending.all(this.kafka, all), this.threads),
				true);
	}

	/** One invite can expire and be accepted after all, hence the reason in the id. */
	private ProducerRecord<byte[], byte[]> record(InviteClosed closed) {
		String id = closed.inviteId() + ":" + closed.generation() + ":closed:"
				+ closed.reason().name().toLowerCase(Locale.ROOT);
		return this.records.write(Topics.CLOSED, new CloudEvent<>(id, "/invite-api", closed.at(), closed));
	}

}
