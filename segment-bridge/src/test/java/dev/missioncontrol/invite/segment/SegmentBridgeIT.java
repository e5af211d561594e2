package dev.missioncontrol.invite.segment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationFailed;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.test.InviteFixture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.missioncontrol.invite.segment.BridgeTopics.BROKER;
import static dev.missioncontrol.invite.segment.BridgeTopics.RECORDS;
import static dev.missioncontrol.invite.segment.BridgeTopics.awaitDelivered;
import static dev.missioncontrol.invite.segment.BridgeTopics.deadLetters;
import static dev.missioncontrol.invite.segment.BridgeTopics.header;
import static dev.missioncontrol.invite.segment.BridgeTopics.notifications;
import static dev.missioncontrol.invite.segment.BridgeTopics.publish;
import static dev.missioncontrol.invite.segment.BridgeTopics.signed;
import static org.assertj.core.api.Assertions.assertThat;

class SegmentBridgeIT {

	/** With its key, all but as large as a broker takes. */
	private static final int LARGEST = 1_048_400;

	private static final RecordingSegment SEGMENT = new RecordingSegment();

	private static Bridge bridge;

	@BeforeAll
	static void start() {
		// While it is away, one of all tries again after each wait; each invite is to be
		// tried three times.
		bridge = Bridge.start(SEGMENT, "--segment.retry.max-interval=100ms");
	}

	@AfterAll
	static void stop() {
		bridge.close();
		SEGMENT.close();
	}

	@BeforeEach
	void heal() {
		SEGMENT.answer(200);
	}

	@Test
	@Tag("container")
	void identifiesThenTracksAfterTheDelay() {
		List<InviteSigned> signed = signed(50);
		publish(signed);
		awaitDelivered(signed);
		for (InviteSigned each : signed) {
			RecordingSegment.Message identify = SEGMENT.only(each, "identify");
			RecordingSegment.Message track = SEGMENT.only(each, "track");
			assertThat(Duration.between(identify.at(), track.at())).isGreaterThanOrEqualTo(Duration.ofMillis(990));
			assertThat(identify.json().at("/traits/invite_url_0").asString()).isEqualTo(each.chunks().getFirst());
			assertThat(track.json().toString()).doesNotContain(each.chunks().getLast());
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 503, 429, 500 })
	void losesNothingAndRepeatsTheSameIdsWhileSegmentIsAway(int status) {
		SEGMENT.answer(status);
		List<InviteSigned> signed = signed(5);
		publish(signed);
		// One call at a time asks whether Segment is back; it may be with the same
		// invites.
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> signed.stream().anyMatch((each) -> SEGMENT.attempts(each, "identify").size() >= 3));
		SEGMENT.answer(200);
		awaitDelivered(signed);
		assertThat(deadLetters(Topics.SIGNED, signed, 0)).isEmpty();
		for (InviteSigned each : signed) {
			assertThat(SEGMENT.attempts(each, "identify")).extracting((message) -> message.json().toString())
				.as("attempts differ")
				.allMatch(SEGMENT.attempts(each, "identify").getFirst().json().toString()::equals);
		}
	}

	@Test
	void buriesWhatSegmentRefusesAndDeliversTheRest() {
		List<InviteSigned> signed = new ArrayList<>(signed(20));
		InviteSigned refused = SignedFixture.signed(InviteFixture.anInvite().email(RecordingSegment.REFUSED).build());
		signed.add(7, refused);
		publish(signed);
		signed.remove(refused);
		awaitDelivered(signed);

		ConsumerRecord<byte[], byte[]> letter = deadLetters(Topics.SIGNED, List.of(refused), 1).getFirst();
		assertThat(header(letter, DeadLetter.REASON)).isEqualTo("http-400");
		assertThat(header(letter, DeadLetter.CONSUMER)).isEqualTo("segment-bridge");
		assertThat(RECORDS.read(Topics.SIGNED, letter)).isInstanceOfSatisfying(Decoded.Event.class,
				(event) -> assertThat(event.event().data()).isEqualTo(refused));
		assertThat(notifications(List.of(refused), 1)).containsExactly(
				new NotificationFailed(refused.inviteId(), 1, 0, NotificationEvent.Stage.IDENTIFY, "http-400"));
	}

	@Test
	void buriesPoisonAndGoesOn() {
		List<InviteSigned> signed = signed(3);
		byte[] key = signed.getFirst().inviteId().toString().getBytes(StandardCharsets.UTF_8);
		ProducerRecord<byte[], byte[]> hostile = new ProducerRecord<>("invite.signed", key, new byte[] { '{' });
		hostile.headers()
			.add("spring_json_header_types", "{\"a\":\"java.lang.Object\"".getBytes(StandardCharsets.UTF_8));
		hostile.headers().add("__TypeId__", "java.lang.Runtime".getBytes(StandardCharsets.UTF_8));
		ProducerRecord<byte[], byte[]> large = new ProducerRecord<>("invite.signed", key, new byte[LARGEST]);
		ProducerRecord<byte[], byte[]> tombstone = new ProducerRecord<>("invite.signed", key, null);
		ProducerRecord<byte[], byte[]> keyless = new ProducerRecord<>("invite.signed", null, new byte[] { '1' });
		BROKER.send(List.of(hostile, large, tombstone, keyless));
		publish(signed);
		awaitDelivered(signed);

		List<ConsumerRecord<byte[], byte[]>> letters = BROKER.await("invite.signed.dlt", 3,
				(record) -> java.util.Arrays.equals(record.key(), key));
		assertThat(letters).extracting((letter) -> header(letter, DeadLetter.REASON))
			.containsExactlyInAnyOrder("bad-envelope", "bad-envelope", "no-value");
		assertThat(letters).anyMatch((letter) -> letter.value() == null)
			.anyMatch((letter) -> letter.value() != null && letter.value().length == LARGEST)
			.anyMatch((letter) -> letter.headers().lastHeader("spring_json_header_types") != null);
		assertThat(BROKER.await("invite.signed.dlt", 1, (record) -> record.key() == null)).hasSize(1);
	}

	@Test
	void holdsNoTrackBackForLongerThanItsDelay() {
		InviteSigned signed = signed(1).getFirst();
		InviteIdentified far = new InviteIdentified(signed.invite(), 0, null, Instant.parse("9999-01-01T00:00:00Z"));
		BROKER.send(List.of(RECORDS.write(Topics.IDENTIFIED, CloudEvent.once("/test", Instant.now(), far))));
		awaitDelivered(List.of(signed));
	}

	@Test
	void buriesAnExpiredInvite() {
		InviteSigned expired = SignedFixture
			.signed(InviteFixture.anInvite().requestedAt(Instant.now().minus(Duration.ofDays(2))).build());
		publish(List.of(expired));
		assertThat(header(deadLetters(Topics.SIGNED, List.of(expired), 1).getFirst(), DeadLetter.REASON))
			.isEqualTo("expired");
		assertThat(SEGMENT.attempts(expired, "identify")).isEmpty();
	}

}
