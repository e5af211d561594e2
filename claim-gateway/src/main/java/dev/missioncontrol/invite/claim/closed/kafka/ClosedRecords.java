package dev.missioncontrol.invite.claim.closed.kafka;

import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records into the memory of closed invites. What cannot be read is counted and
 * logged, and makes no dead letter: every instance reads the whole topic at every start,
 * and would write the same letter again and again.
 */
final class ClosedRecords {

	private static final Logger logger = LoggerFactory.getLogger(ClosedRecords.class);

	private final EventRecords records = new EventRecords();

	private final ClosedInvites closed;

	private final MeterRegistry registry;

	ClosedRecords(ClosedInvites closed, MeterRegistry registry) {
		this.closed = closed;
		this.registry = registry;
	}

	void accept(ConsumerRecord<byte[], byte[]> record) {
		switch (this.records.read(Topics.CLOSED, record)) {
			case Decoded.Event<InviteClosed>(var event) -> this.closed.add(event.data());
			case Decoded.Unreadable<InviteClosed>(var reason, var detail) -> {
				this.registry.counter("invite.claim.closed.unreadable", "reason", reason.code()).increment();
				logger.warn("Record {}-{}@{} cannot be read: {} ({})", record.topic(), record.partition(),
						record.offset(), reason.code(), detail);
			}
		}
	}

}
