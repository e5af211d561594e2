package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.segment.delivery.DeliveringMessages;
import dev.missioncontrol.invite.segment.delivery.Outcome;
import dev.missioncontrol.invite.segment.notification.Notification;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Runs one stage over a batch of records: every record ends as delivered or as a dead
 * letter before the method returns, and only then may its offset be committed. Running a
 * batch again does no harm: Segment recognizes the messages, and what is published twice
 * means the same.
 *
 * @param <E> the event that the stage works on
 */
final class StageRunner<E extends InviteEvent> {

	private static final String CONSUMER = "segment-bridge";

	private final Stage<E> stage;

	private final DeliveringMessages delivering;

	private final EventRecords records;

	private final RecordPublisher publisher;

	private final MeterRegistry meters;

	private final Clock clock;

	StageRunner(Stage<E> stage, DeliveringMessages delivering, EventRecords records, RecordPublisher publisher,
			MeterRegistry meters, Clock clock) {
		this.stage = stage;
		this.delivering = delivering;
		this.records = records;
		this.publisher = publisher;
		this.meters = meters;
		this.clock = clock;
	}

	void run(List<ConsumerRecord<byte[], byte[]>> batch) {
		List<ProducerRecord<byte[], byte[]>> output = new ArrayList<>();
		List<Pending<E>> pending = new ArrayList<>();
		for (ConsumerRecord<byte[], byte[]> record : batch) {
			switch (this.records.read(this.stage.topic(), record)) {
				case Decoded.Unreadable<E>(Decoded.Reason reason, String detail) ->
					output.add(deadLetter(record, reason.code(), detail));
				case Decoded.Event<E>(CloudEvent<E> event) -> {
					switch (this.stage.notify(event.data())) {
						case Notification.Ready(Message message) ->
							pending.add(new Pending<>(record, event.data(), message));
						case Notification.Refused(String reason) ->
							output.addAll(givenUp(record, event.data(), reason));
					}
				}
			}
		}
		List<Outcome> outcomes = this.delivering.deliver(pending.stream().map(Pending::message).toList());
		for (int i = 0; i < outcomes.size(); i++) {
			Pending<E> each = pending.get(i);
			switch (outcomes.get(i)) {
				case Outcome.Delivered() -> {
					count("delivered");
					output.add(this.stage.delivered(each.event()));
				}
				case Outcome.Rejected(String reason) -> output.addAll(givenUp(each.record(), each.event(), reason));
			}
		}
		this.publisher.publish(output);
	}

	private List<ProducerRecord<byte[], byte[]>> givenUp(ConsumerRecord<byte[], byte[]> record, E event,
			String reason) {
		return List.of(deadLetter(record, reason, ""),
				this.records.write(Topics.NOTIFICATIONS, this.stage.failed(event, reason)));
	}

	private ProducerRecord<byte[], byte[]> deadLetter(ConsumerRecord<byte[], byte[]> record, String reason,
			String detail) {
		count(reason);
		return DeadLetter.refused(CONSUMER, reason, detail, this.clock.instant()).of(record);
	}

	private void count(String outcome) {
		String name = this.stage.name().name().toLowerCase(Locale.ROOT);
		this.meters.counter("invite.notifications", "stage", name, "outcome", outcome).increment();
	}

	/** A message on its way, and where it came from. */
	private record Pending<E>(ConsumerRecord<byte[], byte[]> record, E event, Message message) {
	}

}
