package dev.missioncontrol.invite.token.kafka;

import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record and what it says, so that it is read once only.
 *
 * @param record the record
 * @param content the command, or why it is none
 */
record ReadCommand(ConsumerRecord<byte[], byte[]> record, Decoded<InviteCommand> content) {

	private static final EventRecords EVENTS = new EventRecords();

	static ReadCommand of(ConsumerRecord<byte[], byte[]> record) {
		return new ReadCommand(record, EVENTS.read(Topics.COMMANDS, record));
	}

}
