package dev.missioncontrol.invite.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventRecordsTest {

	private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

	private final EventRecords records = new EventRecords();

	private final CloudEvent<NotificationEvent> event = CloudEvent.once("/segment-bridge", NOW,
			new NotificationDelivered(InviteId.next(), 1, 0));

	@Test
	void keysRecordsByInvite() {
		ProducerRecord<byte[], byte[]> record = this.records.write(Topics.NOTIFICATIONS, this.event);
		assertThat(record.topic()).isEqualTo("invite.notifications");
		assertThat(record.partition()).isNull();
		assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(this.event.data().inviteId().toString());
	}

	@Test
	void namesTheAttributesAsTheKafkaBindingDoes() {
		ProducerRecord<byte[], byte[]> record = this.records.write(Topics.NOTIFICATIONS, this.event);
		assertThat(record.headers()).extracting(Header::key)
			.containsExactly("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type");
	}

	@Test
	void readsBackWhatItWrote() {
		ProducerRecord<byte[], byte[]> record = this.records.write(Topics.NOTIFICATIONS, this.event);
		assertThat(this.records.read(Topics.NOTIFICATIONS, received(record)))
			.isEqualTo(new Decoded.Event<>(this.event));
	}

	@Test
	void believesTheLastOfSeveralHeaders() {
		ProducerRecord<byte[], byte[]> record = this.records.write(Topics.NOTIFICATIONS, this.event);
		record.headers().add("ce_type", "something.else".getBytes(StandardCharsets.UTF_8));
		assertThat(this.records.read(Topics.NOTIFICATIONS, received(record)))
			.isEqualTo(new Decoded.Unreadable<>(Decoded.Reason.UNKNOWN_TYPE, "ce_type"));
	}

	static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
		ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(sent.topic(), 2, 41, sent.key(), sent.value());
		sent.headers().forEach(record.headers()::add);
		return record;
	}

}
