package dev.missioncontrol.invite.api.deadletter.kafka;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.missioncontrol.invite.api.deadletter.BuriedRecord;
import dev.missioncontrol.invite.api.deadletter.DeadLetterId;
import dev.missioncontrol.invite.api.deadletter.Stage;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.EventType;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.WholeInviteEvent;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.Replay;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads dead letters, whoever wrote them: whatever stands in their headers, the outcome
 * can be stored and shown.
 */
final class DeadLetterReader {

	/** The consumer name of the ledger's own dead letters. */
	private static final String LEDGER = "invite-ledger";

	private static final String UNKNOWN = "unknown";

	private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

	private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

	/** Leaves no address and no link in one piece, should one ever get there. */
	private static final Pattern NO_DETAIL = Pattern.compile("[^A-Za-z0-9 ,.:_\\[\\]()-]");

	private static final int MAX_DETAIL = 255;

	/** PostgreSQL's calendar ends, and RFC 3339 has four digits for the year. */
	private static final Instant EARLIEST = Instant.EPOCH;

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private final EventRecords events = new EventRecords();

	/**
	 * Reads a record of a dead-letter topic; never throws for what it holds.
	 */
	BuriedRecord read(ConsumerRecord<byte[], byte[]> record) {
		DeadLetterId id = DeadLetterId.of(record.topic(), record.partition(), record.offset());
		Optional<? extends InviteEvent> event = event(id.topic(), record);
		Optional<DeadLetter> letter = DeadLetter.in(record).filter(DeadLetterReader::isPlausible);
		Instant at = bounded(Instant.ofEpochMilli(record.timestamp()));
		String consumer = letter.map(DeadLetter::consumer).orElse(UNKNOWN);
		return new BuriedRecord(id, LEDGER.equals(consumer) ? Stage.LEDGER : Stage.of(id.topic()), consumer,
				letter.map(DeadLetter::reason).orElse(UNKNOWN), letter.map((it) -> detail(it.detail())).orElse(""),
				letter.map(DeadLetter::attempts).orElse(1), letter.map((it) -> bounded(it.firstAt())).orElse(at),
				letter.map((it) -> bounded(it.lastAt())).orElse(at), origin(record),
				event.map((data) -> EventType.of(data).wireName()).orElse(null),
				(record.value() != null) ? record.value().length : 0, event.map(DeadLetterReader::subject).orElse(null),
				Math.max(Replay.of(record).number(), event.map(InviteEvent::replay).orElse(0)));
	}

	private <E extends InviteEvent> Optional<E> event(Topic<E> topic, ConsumerRecord<byte[], byte[]> record) {
		return (this.events.read(topic, record) instanceof Decoded.Event<E>(CloudEvent<E> event))
				? Optional.of(event.data()) : Optional.empty();
	}

	private static BuriedRecord.Subject subject(InviteEvent event) {
		if (event instanceof WholeInviteEvent whole) {
			return new BuriedRecord.Subject(event.inviteId(), event.generation(), whole.invite().organization().id(),
					bounded(whole.invite().expiresAt()));
		}
		return new BuriedRecord.Subject(event.inviteId(), event.generation(), null, null);
	}

	private static BuriedRecord.@Nullable Origin origin(ConsumerRecord<byte[], byte[]> record) {
		return DeadLetter.Origin.of(record)
			.filter((origin) -> TOPIC.matcher(origin.topic()).matches() && origin.partition() >= 0
					&& origin.offset() >= 0)
			.map((origin) -> new BuriedRecord.Origin(origin.topic(), origin.partition(), origin.offset(),
					bounded(origin.timestamp())))
			.orElse(null);
	}

	private static boolean isPlausible(DeadLetter letter) {
		return CODE.matcher(letter.consumer()).matches() && CODE.matcher(letter.reason()).matches()
				&& letter.attempts() >= 1;
	}

	private static String detail(String text) {
		String shorter = (text.length() > MAX_DETAIL) ? text.substring(0, MAX_DETAIL) : text;
		return NO_DETAIL.matcher(shorter).replaceAll("?");
	}

	private static Instant bounded(Instant time) {
		if (time.isBefore(EARLIEST)) {
			return EARLIEST;
		}
		return time.isAfter(LATEST) ? LATEST : time;
	}

}
