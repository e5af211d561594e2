package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationFailed;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.segment.notification.Notification;
import dev.missioncontrol.invite.segment.notification.TrackingInvite;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Second stage: the track.
 */
final class TrackStage implements Stage<InviteIdentified> {

	private final TrackingInvite tracking;

	private final EventRecords records;

	private final Clock clock;

	TrackStage(TrackingInvite tracking, EventRecords records, Clock clock) {
		this.tracking = tracking;
		this.records = records;
		this.clock = clock;
	}

	@Override
	public Topic<InviteIdentified> topic() {
		return Topics.IDENTIFIED;
	}

	@Override
	public NotificationEvent.Stage name() {
		return NotificationEvent.Stage.TRACK;
	}

	@Override
	public Notification notify(InviteIdentified event) {
		return this.tracking.notify(event);
	}

	@Override
	public ProducerRecord<byte[], byte[]> delivered(InviteIdentified event) {
		NotificationDelivered delivered = new NotificationDelivered(event.inviteId(), event.generation(),
				event.replay());
		return this.records.write(Topics.NOTIFICATIONS, CloudEvent.once(Source.NAME, this.clock.instant(), delivered));
	}

	@Override
	public CloudEvent<NotificationEvent> failed(InviteIdentified event, String reason) {
		return CloudEvent.once(Source.NAME, this.clock.instant(),
				new NotificationFailed(event.inviteId(), event.generation(), event.replay(), name(), reason));
	}

}
