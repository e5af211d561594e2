package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.HopTimer;
import dev.missioncontrol.invite.kafka.Replay;
import dev.missioncontrol.invite.kafka.trace.HopLog;
import dev.missioncontrol.invite.kafka.trace.InviteTraces;
import dev.missioncontrol.invite.segment.analytics.CallTraces;
import dev.missioncontrol.invite.segment.delivery.Attempts;
import dev.missioncontrol.invite.segment.delivery.DeliveringMessages;
import dev.missioncontrol.invite.segment.delivery.Outcome;
import dev.missioncontrol.invite.segment.delivery.Parcel;
import dev.missioncontrol.invite.segment.notification.Notification;
import dev.missioncontrol.invite.segment.notification.Telling;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs one stage over a batch of records. A record ends as delivered or as a dead letter,
 * and is done then; while Segment is away, some are not, and come again. Running a batch
 * again does no harm: what is done is left out, Segment recognizes the messages, and what
 * is published twice means the same.
 *
 * @param <E> the event that the stage works on
 */
final class StageRunner<E extends InviteEvent> {

	private static final String DELIVERED = "delivered";

	private final Stage<E> stage;

	private final DeliveringMessages delivering;

	private final StageOutput output;

	private final Limits limits;

	private final Progress progress;

	private final Clock clock;

	private final Burial burial;

	private final HopTimer hop;

	StageRunner(Stage<E> stage, DeliveringMessages delivering, StageOutput output, Limits limits, Progress progress,
			Clock clock) {
		this.stage = stage;
		this.delivering = delivering;
		this.output = output;
		this.limits = limits;
		this.progress = progress;
		this.clock = clock;
		this.burial = new Burial(output.records(), stage.name(), clock);
		this.hop = new HopTimer(stage.hop(), output.meters());
	}

	/**
	 * Reads what is not done yet.
	 */
	List<ReadRecord<E>> read(List<ConsumerRecord<byte[], byte[]>> batch) {
		return batch.stream()
			.filter((record) -> !this.progress.isDone(record))
			.map((record) -> new ReadRecord<>(record, this.output.records().read(this.stage.topic(), record)))
			.toList();
	}

	/**
	 * Takes each record as far as it gets, and says so in the {@link Progress}.
	 * @throws org.springframework.kafka.KafkaException when results may not have been
	 * published
	 */
	void run(List<ReadRecord<E>> batch) {
		List<Settled> settled = new ArrayList<>();
		List<Pending<E>> pending = new ArrayList<>();
		batch.forEach((each) -> prepare(each.record(), each.content(), settled, pending));
		List<Outcome> outcomes = deliver(pending);
		for (int i = 0; i < outcomes.size(); i++) {
			Settled end = settle(pending.get(i), outcomes.get(i));
			if (end != null) {
				settled.add(end);
			}
		}
		publish(settled);
	}

	private List<Outcome> deliver(List<Pending<E>> pending) {
		try {
			return this.delivering.deliver(pending.stream().map(this::parcel).toList(),
					this.clock.instant().plus(this.limits.budget()));
		}
		finally {
			pending.forEach((each) -> this.output.traces().called(each.message()));
		}
	}

	private void prepare(ConsumerRecord<byte[], byte[]> record, Decoded<E> content, List<Settled> settled,
			List<Pending<E>> pending) {
		switch (content) {
			case Decoded.Unreadable<E>(Decoded.Reason reason, String detail) ->
				settled.add(unreadable(record, reason, detail));
			case Decoded.Event<E>(CloudEvent<E> cloudEvent) -> {
				E event = cloudEvent.data();
				Span span = this.output.traces().begin(record, event);
				Telling telling = this.stage.telling(event, Replay.of(record));
				if (this.progress.isTaken(record)) {
					settled.add(delivered(record, event, telling, span));
					return;
				}
				switch (this.stage.notify(event, telling)) {
					case Notification.Ready(Message message) ->
						pending.add(new Pending<>(record, event, telling, message, span));
					case Notification.Refused(String reason) -> {
						Attempts before = this.progress.attempts(record);
						Attempts attempts = (before != null) ? before : Attempts.first(this.clock.instant());
						settled.add(buried(record, event, telling, new Burial.Cause(reason, "", attempts), span));
					}
				}
			}
		}
	}

	private Settled unreadable(ConsumerRecord<byte[], byte[]> record, Decoded.Reason reason, String detail) {
		HopLog.buried(record.topic(), reason.code(), null, Span.getInvalid());
		return new Settled(record, reason.code(), this.burial.of(record, reason, detail));
	}

	private Parcel parcel(Pending<E> pending) {
		this.output.traces().calling(pending.message(), pending.span());
		Attempts before = this.progress.attempts(pending.record());
		return new Parcel(pending.event().inviteId().toString(), pending.message(),
				(before != null) ? before.count() : 0);
	}

	/** Null when it is to be tried again. */
	private @Nullable Settled settle(Pending<E> pending, Outcome outcome) {
		return switch (outcome) {
			case Outcome.Delivered() -> {
				this.progress.taken(pending.record());
				yield delivered(pending.record(), pending.event(), pending.telling(), pending.span());
			}
			case Outcome.Rejected(String reason) -> buried(pending, reason, "", oneMore(pending));
			case Outcome.Failed(String cause) -> {
				Attempts attempts = oneMore(pending);
				this.progress.tried(pending.record(), attempts);
				if (attempts.last(this.limits.giveUpAfter())) {
					yield buried(pending, "gave-up", cause, attempts);
				}
				pending.span().setStatus(StatusCode.ERROR, cause).end();
				yield null;
			}
			case Outcome.HeldBack() -> {
				pending.span().end();
				yield null;
			}
		};
	}

	private Attempts oneMore(Pending<E> pending) {
		Instant now = this.clock.instant();
		Attempts before = this.progress.attempts(pending.record());
		return (before != null) ? before.again(now) : Attempts.first(now);
	}

	private Settled delivered(ConsumerRecord<byte[], byte[]> record, E event, Telling telling, Span span) {
		ProducerRecord<byte[], byte[]> next = this.stage.delivered(event, telling);
		InviteTraces.carry(span, next);
		span.end();
		HopLog.reached(this.stage.hop(), event.inviteId(), span);
		return new Settled(record, DELIVERED, List.of(next));
	}

	private Settled buried(Pending<E> pending, String reason, String detail, Attempts attempts) {
		return buried(pending.record(), pending.event(), pending.telling(), new Burial.Cause(reason, detail, attempts),
				pending.span());
	}

	private Settled buried(ConsumerRecord<byte[], byte[]> record, E event, Telling telling, Burial.Cause cause,
			Span span) {
		span.setStatus(StatusCode.ERROR, cause.reason()).end();
		HopLog.buried(record.topic(), cause.reason(), event.inviteId(), span);
		return new Settled(record, cause.reason(), this.burial.of(record, event, telling, cause));
	}

	private void publish(List<Settled> settled) {
		this.output.publisher().publish(settled.stream().flatMap((each) -> each.output().stream()).toList());
		String name = this.stage.name().name().toLowerCase(Locale.ROOT);
		for (Settled each : settled) {
			this.progress.done(each.record());
			this.output.meters()
				.counter("invite.segment.notifications", "stage", name, "outcome", each.outcome())
				.increment();
			time(each);
		}
	}

	private void time(Settled settled) {
		if (settled.outcome().equals(DELIVERED) && settled.record().topic().equals(this.stage.topic().name())) {
			this.hop.reached(Instant.ofEpochMilli(settled.record().timestamp()), this.clock.instant());
		}
	}

	/**
	 * How long a stage tries.
	 *
	 * @param budget no call begins later than this after the poll
	 * @param giveUpAfter from the first attempt of a record to its last
	 */
	record Limits(Duration budget, Duration giveUpAfter) {
	}

	/**
	 * Where results go.
	 *
	 * @param records writes them
	 * @param publisher publishes them
	 * @param meters counts them
	 * @param traces traces them
	 */
	record StageOutput(EventRecords records, RecordPublisher publisher, MeterRegistry meters, CallTraces traces) {
	}

	/** A message on its way, and where it came from. */
	private record Pending<E extends InviteEvent>(ConsumerRecord<byte[], byte[]> record, E event, Telling telling,
			Message message, Span span) {
	}

	/** A record that is at its end, and what to publish of that. */
	private record Settled(ConsumerRecord<byte[], byte[]> record, String outcome,
			List<ProducerRecord<byte[], byte[]>> output) {
	}

}
