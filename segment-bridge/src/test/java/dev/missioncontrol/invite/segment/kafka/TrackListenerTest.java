package dev.missioncontrol.invite.segment.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.trace.InviteTraces;
import dev.missioncontrol.invite.segment.analytics.CallTraces;
import dev.missioncontrol.invite.segment.delivery.Backoff;
import dev.missioncontrol.invite.segment.delivery.BatchLimits;
import dev.missioncontrol.invite.segment.delivery.DeliveringMessages;
import dev.missioncontrol.invite.segment.delivery.Outage;
import dev.missioncontrol.invite.segment.delivery.ParallelCalls;
import dev.missioncontrol.invite.segment.delivery.SegmentClient;
import dev.missioncontrol.invite.segment.notification.TrackingInvite;
import dev.missioncontrol.invite.segment.notification.UserId;
import dev.missioncontrol.invite.test.InviteFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class TrackListenerTest {

	private static final TopicPartition PARTITION = new TopicPartition(Topics.IDENTIFIED.name(), 0);

	private static final byte[] KEY = { 1 };

	private final Instant now = Instant.now();

	private final Clock clock = Clock.fixed(this.now, ZoneOffset.UTC);

	private final EventRecords records = new EventRecords();

	private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

	private final MockProducer<byte[], byte[]> producer = new MockProducer<>(true, null, new ByteArraySerializer(),
			new ByteArraySerializer()) {
		@Override
		public void close(Duration timeout) {
			// A template closes its producer after each record.
		}
	};

	private final List<Message> told = new ArrayList<>();

	private final ParallelCalls calls = new ParallelCalls(1);

	private final ConsumerPause pause = new ConsumerPause();

	private final TrackListener listener = listener();

	@BeforeEach
	void assign() {
		this.consumer.assign(List.of(PARTITION));
	}

	@AfterEach
	void stop() {
		this.pause.close();
		this.calls.close();
	}

	@Test
	void readsEachRecordOnce() {
		CountingRecord due = identified(0, this.now);
		CountingRecord early = identified(1, this.now.plusSeconds(30));
		this.listener.onIdentified(List.of(due, early), this.consumer);
		assertThat(this.told).hasSize(1);
		assertThat(due.reads).isOne();
		assertThat(early.reads).isOne();
	}

	@Test
	void goesBackToWhatIsNotDue() {
		this.listener.onIdentified(List.of(identified(0, this.now), identified(1, this.now.plusSeconds(30))),
				this.consumer);
		assertThat(committed()).isEqualTo(1);
		assertThat(this.consumer.position(PARTITION)).isEqualTo(1);
	}

	@Test
	void readsNothingThatIsDone() {
		CountingRecord early = identified(0, this.now.plusSeconds(30));
		this.listener.onIdentified(List.of(early, identified(1, this.now)), this.consumer);
		CountingRecord again = identified(1, this.now);
		this.listener.onIdentified(List.of(early, again), this.consumer);
		assertThat(this.told).hasSize(1);
		assertThat(again.reads).isZero();
	}

	@Test
	void buriesWhatCannotBeReadAtOnce() {
		CountingRecord bad = new CountingRecord(0, this.now, KEY, "{".getBytes(StandardCharsets.UTF_8),
				new RecordHeaders());
		this.listener.onIdentified(List.of(bad, identified(1, this.now)), this.consumer);
		assertThat(this.producer.history()).extracting(ProducerRecord::topic)
			.containsExactly(Topics.IDENTIFIED.deadLetters(), Topics.NOTIFICATIONS.name());
		assertThat(this.producer.history().getFirst().value()).isEqualTo(bad.value());
		assertThat(this.told).hasSize(1);
		assertThat(committed()).isEqualTo(2);
	}

	private long committed() {
		return this.consumer.committed(Set.of(PARTITION)).get(PARTITION).offset();
	}

	private CountingRecord identified(long offset, Instant trackDueAt) {
		InviteIdentified event = new InviteIdentified(InviteFixture.anInvite().build(), 0, null, trackDueAt);
		ProducerRecord<byte[], byte[]> written = this.records.write(Topics.IDENTIFIED,
				CloudEvent.once("/test", this.now, event));
		return new CountingRecord(offset, this.now, written.key(), written.value(), written.headers());
	}

	private TrackListener listener() {
		Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO);
		Outage outage = new Outage(backoff, new Random(1), this.clock);
		DeliveringMessages delivering = new DeliveringMessages(new Willing(), new BatchLimits(100, 100_000, 32_000),
				this.calls, outage, this.clock);
		StageRunner.StageOutput output = new StageRunner.StageOutput(this.records,
				new RecordPublisher(new KafkaTemplate<>(new MockProducerFactory<>(() -> this.producer)),
						Duration.ofSeconds(5)),
				new SimpleMeterRegistry(), new CallTraces(InviteTraces.off()));
		Progress progress = new Progress();
		StageRunner<InviteIdentified> runner = new StageRunner<>(
				new TrackStage(new TrackingInvite(UserId.EMAIL, "Invite Sent", this.clock), this.records, this.clock),
				delivering, output, new StageRunner.Limits(Duration.ofMinutes(1), Duration.ofHours(1)), progress,
				this.clock);
		return new TrackListener(runner, progress, new Settling(new KafkaListenerEndpointRegistry(), this.pause),
				outage, Duration.ofMinutes(1), this.clock);
	}

	/** Counts how often its value is looked at. */
	private static final class CountingRecord extends ConsumerRecord<byte[], byte[]> {

		private int reads;

		CountingRecord(long offset, Instant at, byte[] key, byte[] value, Headers headers) {
			super(PARTITION.topic(), PARTITION.partition(), offset, at.toEpochMilli(), TimestampType.CREATE_TIME,
					key.length, value.length, key, value, headers, Optional.empty());
		}

		@Override
		public byte[] value() {
			this.reads++;
			return super.value();
		}

	}

	/** Takes everything. */
	private final class Willing implements SegmentClient {

		@Override
		public int sizeOf(Message message) {
			return 500;
		}

		@Override
		public Answer upload(List<Message> batch) {
			TrackListenerTest.this.told.addAll(batch);
			return new Answer.Accepted();
		}

	}

}
