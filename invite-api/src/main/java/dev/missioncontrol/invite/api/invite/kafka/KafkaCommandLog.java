package dev.missioncontrol.invite.api.invite.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

import dev.missioncontrol.invite.api.invite.CommandLog;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.trace.RequestSpan;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.trace.InviteTraces;
import io.micrometer.core.instrument.Counter;
import io.opentelemetry.api.trace.Span;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Mono;

import org.springframework.kafka.core.KafkaOperations;

/**
 * Appends commands to Kafka, {@code acks=all}. The producer may wait for metadata or for
 * buffer space before it even takes a record, so each record has a virtual thread to wait
 * on, never an event loop. How long all of it may take is the producer's own
 * {@code max.block.ms} plus {@code delivery.timeout.ms}: when they are over, the producer
 * has dropped the record, so that what was answered with an error is not sent later. Only
 * a record whose acknowledgement got lost on its way back can still be there.
 */
final class KafkaCommandLog implements CommandLog {

	private static final String SOURCE = "/invite-api";

	private final EventRecords records = new EventRecords();

	private final KafkaOperations<byte[], byte[]> kafka;

	private final Executor threads;

	private final Duration retryAfter;

	private final Counter accepted;

	/** A caller who hangs up takes nothing back: his command is still on its way. */
	private final Semaphore places;

	KafkaCommandLog(KafkaOperations<byte[], byte[]> kafka, Executor threads, int maxUnfinished, Duration retryAfter,
			Counter accepted) {
		this.places = new Semaphore(maxUnfinished);
		this.kafka = kafka;
		this.threads = threads;
		this.retryAfter = retryAfter;
		this.accepted = accepted;
	}

	@Override
	public Mono<Void> append(InviteCommand command) {
		return Mono.deferContextual((context) -> {
			ProducerRecord<byte[], byte[]> record = record(command);
			Span span = RequestSpan.in(context);
			InviteTraces.about(span, command.inviteId());
			InviteTraces.carry(span, record);
			return Mono.fromFuture(() -> start(record), true);
		})
			.doOnSuccess((_) -> this.accepted.increment())
			.onErrorMap(KafkaException.class, this::unavailable)
			.onErrorMap(org.springframework.kafka.KafkaException.class, this::unavailable);
	}

	private CompletableFuture<Void> start(ProducerRecord<byte[], byte[]> record) {
		if (!this.places.tryAcquire()) {
			return CompletableFuture.failedFuture(new KafkaException("too many commands are on their way"));
		}
		return CompletableFuture.runAsync(() -> this.kafka.send(record).join(), this.threads)
			.whenComplete((_, _) -> this.places.release());
	}

	/**
	 * Id and time follow from the command, so that appending it again changes no byte.
	 */
	private ProducerRecord<byte[], byte[]> record(InviteCommand command) {
		return this.records.write(Topics.COMMANDS, CloudEvent.once(SOURCE, command.requestedAt(), command));
	}

	private ProblemException unavailable(Throwable cause) {
		return new ProblemException(Problem.passing(ProblemCode.COMMAND_LOG_UNAVAILABLE,
				"The invite was not taken; send it again.", this.retryAfter), cause);
	}

}
