package dev.missioncontrol.invite.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.InviteLink;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.Replay;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Dead letters of one organization, so that tests on the same topics keep apart.
 */
record Buried(Organization organization, Instant start) {

	private static final EventRecords RECORDS = new EventRecords();

	static Buried inAnOrganization() {
		return inAnOrganization(Instant.now());
	}

	static Buried inAnOrganization(Instant start) {
		return new Buried(new Organization("org-" + UUID.randomUUID(), "Some Org"),
				start.truncatedTo(ChronoUnit.SECONDS));
	}

	Invite invite() {
		return fixture().build();
	}

	InviteFixture fixture() {
		return InviteFixture.anInvite().organization(this.organization).requestedAt(this.start);
	}

	List<Invite> invites(int count) {
		return IntStream.range(0, count).mapToObj((_) -> invite()).toList();
	}

	static InviteSigned signed(Invite invite) {
		InviteLink link = new InviteLink("https://join.example.com/claim?invite_token=" + "x".repeat(800));
		return new InviteSigned(invite, link, ChunkRule.DEFAULT.split(link), "kid");
	}

	/** The bridge gave their identify up, one second after the other. */
	void identify(List<Invite> invites, String reason) {
		TestBroker.shared()
			.send(IntStream.range(0, invites.size())
				.mapToObj((i) -> letter(Topics.SIGNED, signed(invites.get(i)), reason, this.start.plusSeconds(i)))
				.toList());
	}

	void track(Invite invite, int replay) {
		Instant forced = (replay > 0) ? this.start : null;
		TestBroker.shared()
			.send(List.of(letter(Topics.IDENTIFIED, new InviteIdentified(invite, replay, forced, this.start), "gave-up",
					this.start)));
	}

	void sign(Invite invite, String reason) {
		TestBroker.shared().send(List.of(letter(Topics.COMMANDS, new InviteRequested(invite), reason, this.start)));
	}

	void identifyAfterReplay(Invite invite, int number) {
		ConsumerRecord<byte[], byte[]> record = consumed(Topics.SIGNED, signed(invite));
		ProducerRecord<byte[], byte[]> again = new Replay("some-job", number, (number > 0) ? this.start : null)
			.of(Topics.SIGNED, record);
		ConsumerRecord<byte[], byte[]> failed = new ConsumerRecord<>(again.topic(), 0, 5, again.key(), again.value());
		again.headers().forEach(failed.headers()::add);
		TestBroker.shared().send(List.of(reason("gave-up", this.start).of(failed)));
	}

	/** Something that nobody can read, yet buried by the bridge in good order. */
	void unreadable(Invite invite) {
		ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(Topics.SIGNED.name(), 1, 7,
				invite.inviteId().toString().getBytes(StandardCharsets.UTF_8), "{".getBytes(StandardCharsets.UTF_8));
		TestBroker.shared().send(List.of(reason("not-json", this.start).of(record)));
	}

	static <E extends InviteEvent> ProducerRecord<byte[], byte[]> letter(Topic<? super E> topic, E event, String reason,
			Instant at) {
		return reason(reason, at).of(consumed(topic, event));
	}

	private static DeadLetter reason(String reason, Instant at) {
		return new DeadLetter("segment-bridge", reason, "email", 3, at.minus(Duration.ofMinutes(1)), at);
	}

	private static <E extends InviteEvent> ConsumerRecord<byte[], byte[]> consumed(Topic<? super E> topic, E event) {
		ProducerRecord<byte[], byte[]> written = RECORDS.write(topic, CloudEvent.once("/test", Instant.now(), event));
		ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic.name(), 2, 42, written.key(),
				written.value());
		written.headers().forEach(record.headers()::add);
		return record;
	}

}
