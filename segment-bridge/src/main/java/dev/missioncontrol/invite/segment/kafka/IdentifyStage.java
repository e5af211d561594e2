package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationFailed;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.segment.notification.IdentifyingContact;
import dev.missioncontrol.invite.segment.notification.Notification;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * First stage: the identify. What it delivered waits on {@link Topics#IDENTIFIED} until
 * the track is due.
 */
final class IdentifyStage implements Stage<InviteSigned> {

	private final IdentifyingContact identifying;

	private final EventRecords records;

	private final Duration trackDelay;

	private final Clock clock;

	IdentifyStage(IdentifyingContact identifying, EventRecords records, Duration trackDelay, Clock clock) {
		this.identifying = identifying;
		this.records = records;
		this.trackDelay = trackDelay;
		this.clock = clock;
	}

	@Override
	public Topic<InviteSigned> topic() {
		return Topics.SIGNED;
	}

	@Override
	public NotificationEvent.Stage name() {
		return NotificationEvent.Stage.IDENTIFY;
	}

	@Override
	public Notification notify(InviteSigned event) {
		return this.identifying.notify(event);
	}

	@Override
	public ProducerRecord<byte[], byte[]> delivered(InviteSigned event) {
		Instant now = this.clock.instant();
		InviteIdentified identified = new InviteIdentified(event.invite(), 0, null, now.plus(this.trackDelay));
		return this.records.write(Topics.IDENTIFIED, CloudEvent.once(Source.NAME, now, identified));
	}

	@Override
	public CloudEvent<NotificationEvent> failed(InviteSigned event, String reason) {
		return CloudEvent.once(Source.NAME, this.clock.instant(),
				new NotificationFailed(event.inviteId(), event.generation(), 0, name(), reason));
	}

}
