package dev.missioncontrol.invite.token.kafka;

import java.time.Clock;
import java.time.Instant;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.Hop;
import dev.missioncontrol.invite.kafka.trace.HopLog;
import dev.missioncontrol.invite.kafka.trace.InviteTraces;
import dev.missioncontrol.invite.token.signing.SigningInvite;
import dev.missioncontrol.invite.token.signing.SigningResult;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
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

	private final InviteTraces traces;

	HandlingCommand(SigningInvite signing, DataSize deadLetterMaxSize, Clock clock, InviteTraces traces) {
		this.signing = signing;
		this.traces = traces;
		this.limit = new RecordSize(deadLetterMaxSize.toBytes());
		this.clock = clock;
	}

	Outcome handle(ReadCommand read) {
		ConsumerRecord<byte[], byte[]> record = read.record();
		Span span = this.traces.process(record);
		try {
			return switch (read.content()) {
				case Decoded.Event<InviteCommand>(var command) -> answer(command.data(), record, span);
				case Decoded.Unreadable<InviteCommand>(var reason, var detail) -> {
					HopLog.buried(record.topic(), reason.code(), null, span);
					yield letter(record, reason.code(), detail, span);
				}
			};
		}
		finally {
			span.end();
		}
	}

	private Outcome answer(InviteCommand command, ConsumerRecord<byte[], byte[]> record, Span span) {
		InviteTraces.about(span, command.inviteId());
		return switch (this.signing.sign(command)) {
			case SigningResult.Signed(var event) -> link(event, record, span);
			case SigningResult.Refused(var code, var detail) -> {
				HopLog.buried(record.topic(), code, command.inviteId(), span);
				yield letter(record, code, detail, span);
			}
			case SigningResult.Ignored() -> new Outcome.Nothing();
		};
	}

	private Outcome link(InviteSigned event, ConsumerRecord<byte[], byte[]> record, Span span) {
		ProducerRecord<byte[], byte[]> signed = this.events.write(Topics.SIGNED,
				CloudEvent.once("/token-worker", this.clock.instant(), event));
		InviteTraces.carry(span, signed);
		HopLog.reached(Hop.SIGNED, event.inviteId(), span);
		return new Outcome.Link(signed, isSentAgain(record) ? null : event.invite().requestedAt());
	}

	private static boolean isSentAgain(ConsumerRecord<?, ?> record) {
		return record.topic().equals(Topics.COMMANDS.replays());
	}

	private Outcome letter(ConsumerRecord<byte[], byte[]> record, String reason, String detail, Span span) {
		span.setStatus(StatusCode.ERROR, reason);
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
