package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.Hop;
import dev.missioncontrol.invite.kafka.Replay;
import dev.missioncontrol.invite.segment.notification.Notification;
import dev.missioncontrol.invite.segment.notification.Telling;
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
	public Hop hop() {
		return Hop.DELIVERED;
	}

	/** A replay that was forced on the identified invite itself is the newer one. */
	@Override
	public Telling telling(InviteIdentified event, Replay replay) {
		return (replay.number() > 0) ? new Telling(replay.number(), replay.at())
				: new Telling(event.replay(), event.replayedAt());
	}

	@Override
	public Notification notify(InviteIdentified event, Telling telling) {
		return this.tracking.notify(event, telling);
	}

	@Override
	public ProducerRecord<byte[], byte[]> delivered(InviteIdentified event, Telling telling) {
		NotificationDelivered delivered = new NotificationDelivered(event.inviteId(), event.generation(),
				telling.number());
		return this.records.write(Topics.NOTIFICATIONS, CloudEvent.once(Source.NAME, this.clock.instant(), delivered));
	}

}
