package dev.missioncontrol.invite.kafka;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.EventCodec;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Events as Kafka records. Keys and values stay bytes on both sides, so that a record
 * that cannot be read still reaches its listener, and its dead letter unchanged. Safe for
 * use by several threads.
 */
public final class EventRecords {

	private final EventCodec codec = new EventCodec();

	/**
	 * The record of an event.
	 * @param <E> the event
	 * @param topic where it goes; the partition follows from the key
	 * @param event the event
	 * @return a new record without a timestamp of its own
	 */
	public <E extends InviteEvent> ProducerRecord<byte[], byte[]> write(Topic<? super E> topic, CloudEvent<E> event) {
		ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), this.codec.key(event.data()),
				this.codec.value(event.data()));
		this.codec.headers(event).forEach(record.headers()::add);
		return record;
	}

	/**
	 * Reads a record.
	 * @param <E> the family of events of the topic
	 * @param topic the topic whose contract the record should follow
	 * @param record the record; may come from the dead-letter topic of the same topic
	 * @return the event, or why there is none
	 */
	public <E extends InviteEvent> Decoded<E> read(Topic<E> topic, ConsumerRecord<byte[], byte[]> record) {
		return this.codec.decode(topic, record.key(), (name) -> lastHeader(record, name), record.value());
	}

	private static byte @Nullable [] lastHeader(ConsumerRecord<byte[], byte[]> record, String name) {
		Header header = record.headers().lastHeader(name);
		return (header != null) ? header.value() : null;
	}

}
