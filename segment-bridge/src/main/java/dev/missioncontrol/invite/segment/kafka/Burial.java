package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationFailed;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.segment.delivery.Attempts;
import dev.missioncontrol.invite.segment.notification.Telling;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What to publish of a record that a stage gives up.
 */
final class Burial {

	private static final String CONSUMER = "segment-bridge";

	private final EventRecords records;

	private final NotificationEvent.Stage stage;

	private final Clock clock;

	Burial(EventRecords records, NotificationEvent.Stage stage, Clock clock) {
		this.records = records;
		this.stage = stage;
		this.clock = clock;
	}

	/** The dead letter of a record that is no event. */
	List<ProducerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> record, Decoded.Reason reason,
			String detail) {
		return List.of(DeadLetter.refused(CONSUMER, reason.code(), detail, this.clock.instant()).of(record));
	}

	/** The dead letter of an event, and the news of it for the ledger. */
	List<ProducerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> record, InviteEvent event, Telling telling,
			Cause cause) {
		Attempts attempts = cause.attempts();
		DeadLetter letter = new DeadLetter(CONSUMER, cause.reason(), cause.detail(), attempts.count(),
				attempts.firstAt(), attempts.lastAt());
		NotificationEvent failed = new NotificationFailed(event.inviteId(), event.generation(), telling.number(),
				this.stage, cause.reason());
		CloudEvent<NotificationEvent> news = new CloudEvent<>(idOf(failed), Source.NAME, attempts.lastAt(), failed);
		return List.of(letter.of(record), this.records.write(Topics.NOTIFICATIONS, news));
	}

	/**
	 * Both stages of an invite can fail, one after the other, and each replay of them.
	 */
	private String idOf(NotificationEvent failed) {
		return failed.inviteId() + ":" + failed.generation() + ":failed:" + this.stage.name().toLowerCase(Locale.ROOT)
				+ ":" + failed.replay();
	}

	/**
	 * Why an event was given up.
	 *
	 * @param reason stable code, such as {@code gave-up}
	 * @param detail what led to it, such as {@code http-503}; may be empty
	 * @param attempts how often it was tried
	 */
	record Cause(String reason, String detail, Attempts attempts) {
	}

}
