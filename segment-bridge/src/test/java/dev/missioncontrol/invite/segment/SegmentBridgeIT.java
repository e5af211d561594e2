package dev.missioncontrol.invite.segment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Decoded;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.NotificationEvent;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationFailed;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DeadLetter;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.test.InviteFixture;
import dev.missioncontrol.invite.test.TestBroker;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class SegmentBridgeIT {

	private static final TestBroker BROKER = TestBroker.shared();

	/** With its key, all but as large as a broker takes. */
	private static final int LARGEST = 1_048_400;

	private static final EventRecords RECORDS = new EventRecords();

	private static final RecordingSegment SEGMENT = new RecordingSegment();

	private static final MockWebServer SERVER = new MockWebServer();

	private static ConfigurableApplicationContext bridge;

	@BeforeAll
	static void start() throws IOException {
		SERVER.setDispatcher(SEGMENT);
		SERVER.start();
		bridge = SegmentBridgeApplication.application()
			.run("--server.port=0", "--spring.kafka.bootstrap-servers=" + BROKER.bootstrapServers(),
					"--segment.endpoint=" + SERVER.url("/v1/batch"), "--segment.write-key=test",
					"--segment.track-delay=1s", "--segment.retry.initial-interval=100ms", "--segment.retry.jitter=20ms",
					"--segment.retry.max-interval=500ms", "--segment.timeout.call=2s");
	}

	@AfterAll
	static void stop() {
		bridge.close();
		SERVER.close();
	}

	@BeforeEach
	void heal() {
		SEGMENT.status = 200;
	}

	@Test
	void identifiesThenTracksAfterTheDelay() {
		List<InviteSigned> signed = signed(50);
		publish(signed);
		awaitDelivered(signed);
		for (InviteSigned each : signed) {
			Message identify = SEGMENT.only(each, "identify");
			Message track = SEGMENT.only(each, "track");
			assertThat(Duration.between(identify.at(), track.at())).isGreaterThanOrEqualTo(Duration.ofMillis(990));
			assertThat(identify.json().at("/traits/invite_url_0").asString()).isEqualTo(each.chunks().getFirst());
			assertThat(track.json().toString()).doesNotContain(each.chunks().getLast());
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 503, 429, 500 })
	void losesNothingAndRepeatsTheSameIdsWhileSegmentIsAway(int status) {
		SEGMENT.status = status;
		List<InviteSigned> signed = signed(5);
		publish(signed);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> signed.stream().allMatch((each) -> SEGMENT.attempts(each, "identify").size() >= 3));
		SEGMENT.status = 200;
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
		InviteSigned refused = SignedFixture.signed(InviteFixture.anInvite().email("refused@example.com").build());
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

	private static List<InviteSigned> signed(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> SignedFixture.signed(InviteFixture.anInvite().build()))
			.toList();
	}

	private static void publish(List<InviteSigned> signed) {
		BROKER.send(signed.stream()
			.map((each) -> RECORDS.write(Topics.SIGNED, CloudEvent.once("/test", Instant.now(), each)))
			.toList());
	}

	private static void awaitDelivered(List<InviteSigned> signed) {
		assertThat(notifications(signed, signed.size())).containsExactlyInAnyOrderElementsOf(
				signed.stream().map((each) -> new NotificationDelivered(each.inviteId(), 1, 0)).toList());
	}

	private static List<NotificationEvent> notifications(List<InviteSigned> signed, int count) {
		return BROKER.await("invite.notifications", count, (record) -> isOneOf(record, signed))
			.stream()
			.map((record) -> ((Decoded.Event<NotificationEvent>) RECORDS.read(Topics.NOTIFICATIONS, record)).event()
				.data())
			.toList();
	}

	private static List<ConsumerRecord<byte[], byte[]>> deadLetters(Topic<?> topic, List<InviteSigned> signed,
			int count) {
		return BROKER.await(topic.deadLetters(), count, (record) -> isOneOf(record, signed));
	}

	private static boolean isOneOf(ConsumerRecord<byte[], byte[]> record, List<? extends InviteEvent> events) {
		String key = (record.key() != null) ? new String(record.key(), StandardCharsets.UTF_8) : "";
		return events.stream().anyMatch((event) -> event.inviteId().toString().equals(key));
	}

	private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

	/** Keeps what arrives; refuses batches with one address; can be away. */
	private static final class RecordingSegment extends Dispatcher {

		private final Queue<Message> messages = new ConcurrentLinkedQueue<>();

		private volatile int status = 200;

		@Override
		public MockResponse dispatch(RecordedRequest request) {
			Instant now = Instant.now();
			String body = Objects.requireNonNull(request.getBody()).utf8();
			if (this.status == 200 && body.contains("refused@example.com")) {
				return new MockResponse.Builder().code(400).build();
			}
			int answer = this.status;
			StreamSupport.stream(JsonMapper.shared().readTree(body).at("/batch").spliterator(), false)
				.map((message) -> new Message(now, answer, message))
				.forEach(this.messages::add);
			return new MockResponse.Builder().code(answer).build();
		}

		List<Message> attempts(InviteSigned signed, String kind) {
			String id = signed.inviteId() + ":" + kind + ":1:0";
			return this.messages.stream()
				.filter((message) -> message.json().at("/messageId").asString().equals(id))
				.toList();
		}

		Message only(InviteSigned signed, String kind) {
			List<Message> taken = attempts(signed, kind).stream().filter((message) -> message.status() == 200).toList();
			assertThat(taken).hasSize(1);
			return taken.getFirst();
		}

	}

	/** One message as it arrived. */
	private record Message(Instant at, int status, JsonNode json) {
	}

}
