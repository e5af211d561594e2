package dev.missioncontrol.invite.segment.kafka;

import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record, read once for all that look into it.
 *
 * @param <E> the event that belongs on its topic
 * @param record where it came from
 * @param content the event, or why there is none
 */
record ReadRecord<E extends InviteEvent>(ConsumerRecord<byte[], byte[]> record, Decoded<E> content) {
}
