package dev.missioncontrol.invite.token.kafka;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Commands as invite-api writes them.
 */
final class Commands {

	private static final EventRecords EVENTS = new EventRecords();

	private Commands() {
	}

	static List<Invite> invites(int count) {
		return IntStream.range(0, count).mapToObj((i) -> InviteFixture.anInvite().build()).toList();
	}

	static void send(List<Invite> invites) {
		TestBroker.shared().send(invites.stream().map(Commands::requested).toList());
	}

	static ProducerRecord<byte[], byte[]> requested(Invite invite) {
		return record(new InviteRequested(invite));
	}

	static ProducerRecord<byte[], byte[]> record(InviteCommand command) {
		return EVENTS.write(Topics.COMMANDS,
				new CloudEvent<>(UUID.randomUUID().toString(), "/invite-api", Instant.now(), command));
	}

}
