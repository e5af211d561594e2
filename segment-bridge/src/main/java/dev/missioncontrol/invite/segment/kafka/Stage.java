package dev.missioncontrol.invite.segment.kafka;

import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.kafka.Hop;
import dev.missioncontrol.invite.kafka.Replay;
import dev.missioncontrol.invite.segment.notification.Notification;
import dev.missioncontrol.invite.segment.notification.Telling;
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

	/** What an event has behind it once Segment has it. */
	Hop hop();

	/** Which telling an event belongs to, when its record says this of its replay. */
	Telling telling(E event, Replay replay);

	/** What to tell Segment. */
	Notification notify(E event, Telling telling);

	/** What to publish once Segment has it. */
	ProducerRecord<byte[], byte[]> delivered(E event, Telling telling);

}
