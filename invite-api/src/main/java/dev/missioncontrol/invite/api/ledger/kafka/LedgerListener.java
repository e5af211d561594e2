package dev.missioncontrol.invite.api.ledger.kafka;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.api.mode.Mode;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.EventType;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.EventRecords;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Reads all topics. Offsets are committed after the batch is in the database and its dead
 * letters are on their topics; whatever fails before that is thrown, and the batch comes
 * again.
 */
class LedgerListener {

	private static final String CONSUMER = "invite-ledger";

	/**
	 * Told, but PostgreSQL cannot hold it: a NUL in a text, a time beyond its calendar.
	 */
	private static final String UNSTORABLE = "unstorable";

	/**
	 * What cannot be read here is buried by the stage that these topics are for; the
	 * ledger would bury it a second time, and ops would replay it twice.
	 */
	private static final Set<Topic<?>> BURIED_ELSEWHERE = Set.of(Topics.COMMANDS, Topics.SIGNED, Topics.IDENTIFIED);

	private final EventRecords events = new EventRecords();

	private final AdoptingClosings adopting;

	private final Projecting projecting;

	private final ClosingsPublisher closings;

	private final KafkaOperations<byte[], byte[]> kafka;

	private final MeterRegistry meters;

	private final Clock clock;

	private final Mode mode;

	LedgerListener(AdoptingClosings adopting, Projecting projecting, ClosingsPublisher closings,
			KafkaOperations<byte[], byte[]> kafka, MeterRegistry meters, Clock clock, Mode mode) {
		this.adopting = adopting;
		this.projecting = projecting;
		this.closings = closings;
		this.kafka = kafka;
		this.meters = meters;
		this.clock = clock;
		this.mode = mode;
	}

	@KafkaListener(id = "invite-ledger", groupId = "${invite.ledger.group}", topics = "#{@ledgerTopics}")
	void take(List<ConsumerRecord<byte[], byte[]>> records) {
		this.adopting.ensure();
		List<Told> readable = new ArrayList<>();
		List<Refused> refused = new ArrayList<>();
		for (ConsumerRecord<byte[], byte[]> record : records) {
			Topic<?> topic = topic(record);
			switch (this.events.read(topic, record)) {
				case Decoded.Event(var event) -> readable.add(new Told(record, event));
				case Decoded.Unreadable(var reason, var _) when isBuriedElsewhere(topic) ->
					this.meters.counter("invite.ledger.unreadable", "reason", reason.code()).increment();
				case Decoded.Unreadable(var reason, var detail) ->
					refused.add(new Refused(record, reason.code(), detail));
			}
		}
		Projecting.Result result = project(readable);
		Set<CloudEvent<?>> unstorable = Set.copyOf(result.unstorable());
		for (Told each : readable) {
			if (!unstorable.contains(each.event())) {
				continue;
			}
			if (isBuriedElsewhere(topic(each.record()))) {
				// The stage of that topic could read it, and is the only one to bury
				// there.
				this.meters.counter("invite.ledger.unreadable", "reason", UNSTORABLE).increment();
			}
			else {
				refused.add(new Refused(each.record(), UNSTORABLE, ""));
			}
		}
		setApart(refused);
		readable.forEach(this::count);
		if (result.decided()) {
			this.closings.publish();
		}
	}

	/**
	 * In read-only mode the region that writes has buried it, and the copy has its
	 * letter.
	 */
	private boolean isBuriedElsewhere(Topic<?> topic) {
		return this.mode.readOnly() || BURIED_ELSEWHERE.contains(topic);
	}

	private Projecting.Result project(List<Told> readable) {
		Projecting.Result result = this.projecting.project(readable.stream().map(Told::event).toList()).block();
		if (result == null) {
			throw new IllegalStateException("the ledger gave no result");
		}
		return result;
	}

	private void setApart(List<Refused> refused) {
		if (this.mode.readOnly()) {
			refused.forEach(
					(each) -> this.meters.counter("invite.ledger.unreadable", "reason", each.reason()).increment());
			return;
		}
		Instant now = this.clock.instant();
		refused.stream()
			.map((each) -> DeadLetter.refused(CONSUMER, each.reason(), each.detail(), now).of(each.record()))
			.map(this.kafka::send)
			.toList()
			.forEach((sent) -> sent.join());
		refused
			.forEach((each) -> this.meters.counter("invite.ledger.dead.letters", "reason", each.reason()).increment());
	}

	private static Topic<?> topic(ConsumerRecord<?, ?> record) {
		return Topics.all()
			.stream()
			.filter((topic) -> topic.name().equals(record.topic()))
			.findAny()
			.orElseThrow(() -> new IllegalStateException("not one of our topics: " + record.topic()));
	}

	private void count(Told readable) {
		this.meters.counter("invite.ledger.projected", "type", EventType.of(readable.event().data()).wireName())
			.increment();
	}

	/** A record that follows its contract. */
	private record Told(ConsumerRecord<byte[], byte[]> record, CloudEvent<?> event) {
	}

	/** A record that goes to the dead letters, and why. */
	private record Refused(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
	}

}
