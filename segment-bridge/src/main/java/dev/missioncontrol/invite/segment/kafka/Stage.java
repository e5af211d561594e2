package dev.missioncontrol.invite.segment.kafka;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.segment.notification.Notification;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What differs between the two stages of the bridge.
 *
 * @param <E> the event that a stage works on
 */
interface Stage<E extends InviteEvent> {

	/** Where the events come from. */
	Topic<E> topic();

	/** The stage's name in events and metrics. */
	NotificationEvent.Stage name();

	/** What to tell Segment. */
	Notification notify(E event);

	/** What to publish once Segment has it. */
	ProducerRecord<byte[], byte[]> delivered(E event);

	/** What to publish when it was given up, beside the dead letter. */
	CloudEvent<NotificationEvent> failed(E event, String reason);

}
