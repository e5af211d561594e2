package dev.missioncontrol.invite.segment;

import java.time.Instant;
import java.util.List;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationFailed;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.Replay;
import dev.missioncontrol.invite.test.InviteFixture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.missioncontrol.invite.segment.BridgeTopics.BROKER;
import static dev.missioncontrol.invite.segment.BridgeTopics.RECORDS;
import static dev.missioncontrol.invite.segment.BridgeTopics.awaitDelivered;
import static dev.missioncontrol.invite.segment.BridgeTopics.deadLetters;
import static dev.missioncontrol.invite.segment.BridgeTopics.event;
import static dev.missioncontrol.invite.segment.BridgeTopics.header;
import static dev.missioncontrol.invite.segment.BridgeTopics.notifications;
import static dev.missioncontrol.invite.segment.BridgeTopics.ofInvites;
import static dev.missioncontrol.invite.segment.BridgeTopics.publish;
import static dev.missioncontrol.invite.segment.BridgeTopics.signed;
import static org.assertj.core.api.Assertions.assertThat;

class ReplayIT {

	private static final Instant FORCED_AT = Instant.parse("2026-11-21T10:15:30.123Z");

	private static final RecordingSegment SEGMENT = new RecordingSegment();

	private static Bridge bridge;

	@BeforeAll
	static void start() {
		bridge = Bridge.start(SEGMENT);
	}

	@AfterAll
	static void stop() {
		bridge.close();
		SEGMENT.close();
	}

	@Test
	void repeatsBothMessagesUnderTheirOldIds() {
		InviteSigned signed = delivered();
		replay(Topics.SIGNED, signed, new Replay("job", 0, null));
		assertThat(notifications(List.of(signed), 2)).containsOnly(delivered(signed, 0));
		for (String kind : List.of("identify", "track")) {
			assertThat(SEGMENT.attempts(signed, kind)).hasSize(2)
				.extracting((message) -> message.json().toString())
				.containsOnly(SEGMENT.attempts(signed, kind).getFirst().json().toString());
		}
	}

	@Test
	void tellsBothMessagesAnewWhenForced() {
		InviteSigned signed = delivered();
		replay(Topics.SIGNED, signed, new Replay("job", 2, FORCED_AT));
		assertThat(notifications(List.of(signed), 2)).containsExactly(delivered(signed, 0), delivered(signed, 2));
		for (String kind : List.of("identify", "track")) {
			assertThat(SEGMENT.attempts(signed, kind, 2)).singleElement()
				.extracting((message) -> message.json().at("/timestamp").asString())
				.isEqualTo("2026-11-21T10:15:30.123Z");
		}
		assertThat(event(Topics.IDENTIFIED, BROKER.await("invite.identified", 2, ofInvites(List.of(signed))).getLast()))
			.extracting(InviteIdentified::replay, InviteIdentified::replayedAt)
			.containsExactly(2, FORCED_AT);
	}

	@Test
	void tellsTheTrackAloneAnewWhenForced() {
		InviteSigned signed = delivered();
		replay(Topics.IDENTIFIED, signed, new Replay("job", 3, FORCED_AT));
		assertThat(notifications(List.of(signed), 2)).containsExactly(delivered(signed, 0), delivered(signed, 3));
		assertThat(SEGMENT.attempts(signed, "track", 3)).hasSize(1);
		assertThat(SEGMENT.messages()).filteredOn((message) -> message.id().startsWith(signed.inviteId() + ":identify"))
			.hasSize(1);
	}

	@Test
	void buriesWhatFailsAgainWhereItLayBefore() {
		InviteSigned refused = SignedFixture.signed(InviteFixture.anInvite().email(RecordingSegment.REFUSED).build());
		publish(List.of(refused));
		ConsumerRecord<byte[], byte[]> first = deadLetters(Topics.SIGNED, List.of(refused), 1).getFirst();
		BROKER.send(List.of(new Replay("job", 1, FORCED_AT).of(Topics.SIGNED, first)));
		InviteIdentified identified = new InviteIdentified(refused.invite(), 0, null, Instant.now());
		BROKER.send(List.of(RECORDS.write(Topics.IDENTIFIED, CloudEvent.once("/test", Instant.now(), identified))));

		List<ConsumerRecord<byte[], byte[]>> letters = deadLetters(Topics.SIGNED, List.of(refused), 2);
		assertThat(header(letters.getLast(), DeadLetter.TOPIC)).isEqualTo("invite.signed.replay");
		assertThat(header(letters.getLast(), Replay.NUMBER)).isEqualTo("1");
		assertThat(letters).allMatch((letter) -> new String(letter.value(), java.nio.charset.StandardCharsets.UTF_8)
			.equals(new String(first.value(), java.nio.charset.StandardCharsets.UTF_8)));
		assertThat(notifications(List.of(refused), 3)).containsExactlyInAnyOrder(
				failed(refused, 0, NotificationEvent.Stage.IDENTIFY),
				failed(refused, 1, NotificationEvent.Stage.IDENTIFY),
				failed(refused, 0, NotificationEvent.Stage.TRACK));
		assertThat(BROKER.await("invite.notifications", 3, ofInvites(List.of(refused))))
			.extracting((record) -> header(record, "ce_id"))
			.doesNotHaveDuplicates();
	}

	private static InviteSigned delivered() {
		List<InviteSigned> signed = signed(1);
		publish(signed);
		awaitDelivered(signed);
		return signed.getFirst();
	}

	private static void replay(Topic<?> topic, InviteSigned signed, Replay replay) {
		ConsumerRecord<byte[], byte[]> original = BROKER.await(topic.name(), 1, ofInvites(List.of(signed))).getFirst();
		BROKER.send(List.of(replay.of(topic, original)));
	}

	private static NotificationEvent delivered(InviteSigned signed, int replay) {
		return new NotificationDelivered(signed.inviteId(), 1, replay);
	}

	private static NotificationEvent failed(InviteSigned signed, int replay, NotificationEvent.Stage stage) {
		return new NotificationFailed(signed.inviteId(), 1, replay, stage, "http-400");
	}

}
