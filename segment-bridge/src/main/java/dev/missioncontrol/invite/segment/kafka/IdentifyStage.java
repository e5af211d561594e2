package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.Hop;
import dev.missioncontrol.invite.kafka.Replay;
import dev.missioncontrol.invite.segment.notification.IdentifyingContact;
import dev.missioncontrol.invite.segment.notification.Notification;
import dev.missioncontrol.invite.segment.notification.Telling;
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
	public Hop hop() {
		return Hop.IDENTIFIED;
	}

	@Override
	public Telling telling(InviteSigned event, Replay replay) {
		return new Telling(replay.number(), replay.at());
	}

	@Override
	public Notification notify(InviteSigned event, Telling telling) {
		return this.identifying.notify(event, telling);
	}

	@Override
	public ProducerRecord<byte[], byte[]> delivered(InviteSigned event, Telling telling) {
		Instant now = this.clock.instant();
		InviteIdentified identified = new InviteIdentified(event.invite(), telling.number(), telling.forcedAt(),
				now.plus(this.trackDelay));
		return this.records.write(Topics.IDENTIFIED, CloudEvent.once(Source.NAME, now, identified));
	}

}
