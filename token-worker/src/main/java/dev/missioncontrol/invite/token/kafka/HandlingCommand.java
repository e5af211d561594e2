package dev.missioncontrol.invite.token.kafka;

import java.time.Clock;
import java.time.Instant;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.token.signing.SigningInvite;
import dev.missioncontrol.invite.token.signing.SigningResult;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import org.springframework.util.unit.DataSize;

/**
 * Turns one record into what it adds to the transaction. A bad record is an outcome, not
 * an exception: it must not stop the good ones around it. Safe for use by several
 * threads.
 */
final class HandlingCommand {

	private static final String CONSUMER = "token-worker";

	private final EventRecords events = new EventRecords();

	private final SigningInvite signing;

	private final RecordSize limit;

	private final Clock clock;

	HandlingCommand(SigningInvite signing, DataSize deadLetterMaxSize, Clock clock) {
		this.signing = signing;
		this.limit = new RecordSize(deadLetterMaxSize.toBytes());
		this.clock = clock;
	}

	Outcome handle(ConsumerRecord<byte[], byte[]> record) {
		return switch (this.events.read(Topics.COMMANDS, record)) {
			case Decoded.Event<InviteCommand>(var command) -> answer(command.data(), record);
			case Decoded.Unreadable<InviteCommand>(var reason, var detail) -> letter(record, reason.code(), detail);
		};
	}

	private Outcome answer(InviteCommand command, ConsumerRecord<byte[], byte[]> record) {
		return switch (this.signing.sign(command)) {
			case SigningResult.Signed(var event) -> new Outcome.Link(
					this.events.write(Topics.SIGNED, CloudEvent.once("/token-worker", this.clock.instant(), event)),
					isSentAgain(record) ? null : event.invite().requestedAt());
			case SigningResult.Refused(var code, var detail) -> letter(record, code, detail);
			case SigningResult.Ignored() -> new Outcome.Nothing();
		};
	}

	private static boolean isSentAgain(ConsumerRecord<?, ?> record) {
		return record.topic().equals(Topics.COMMANDS.replays());
	}

	private Outcome letter(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
		Instant now = this.clock.instant();
		ProducerRecord<byte[], byte[]> copy = DeadLetter.refused(CONSUMER, reason, detail, now).of(record);
		if (this.limit.allows(copy)) {
			return new Outcome.Letter(copy, reason);
		}
		// No broker would take the copy, and the partition would stand still for ever.
		String where = (detail.isEmpty() ? "" : detail + "; ") + "too large to copy, see topic, partition and offset";
		return new Outcome.Letter(DeadLetter.refused(CONSUMER, reason, where, now).of(emptied(record)), reason);
	}

	private static ConsumerRecord<byte[], byte[]> emptied(ConsumerRecord<byte[], byte[]> record) {
		return new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), record.timestamp(),
				TimestampType.CREATE_TIME, ConsumerRecord.NULL_SIZE, ConsumerRecord.NULL_SIZE, null, null,
				new RecordHeaders(), record.leaderEpoch());
	}

}
