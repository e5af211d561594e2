package dev.missioncontrol.invite.claim.evidence.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.InviteId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaClaimLogTest {

	private static final Duration SOON = Duration.ofSeconds(5);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MockProducer<byte[], byte[]> kafka = new MockProducer<>(false, null, new ByteArraySerializer(),
			new ByteArraySerializer());

	@Test
	void keepsAnAcceptanceUntilItIsWritten() {
		try (KafkaClaimLog log = log(() -> this.kafka)) {
			var done = log.keep(new InviteAccepted(InviteId.next(), 1, "auth0|1")).toCompletableFuture();
			Awaitility.await().until(() -> this.kafka.errorNext(new KafkaException("away")));
			Awaitility.await().until(() -> this.kafka.errorNext(new KafkaException("still away")));
			assertThat(done).isNotDone();
			Awaitility.await().until(this.kafka::completeNext);
			assertThat(done).succeedsWithin(Duration.ofSeconds(5));
			assertThat(this.kafka.history()).extracting((record) -> record.headers().lastHeader("ce_id").value())
				.as("the same event each time")
				.hasSize(3)
				.allSatisfy((id) -> assertThat(id)
					.isEqualTo(this.kafka.history().getFirst().headers().lastHeader("ce_id").value()));
		}
		assertThat(count("accepted", "written")).isEqualTo(1);
		assertThat(count("accepted", "retried")).isEqualTo(2);
	}

	@Test
	void triesOnlyThoseAgainThatAreNotWritten() {
		try (KafkaClaimLog log = log(() -> this.kafka)) {
			// The first is alone on its way; the other two wait, and go together.
			var first = log.keep(new InviteAccepted(InviteId.next(), 1, "auth0|1")).toCompletableFuture();
			Awaitility.await().until(() -> this.kafka.history().size() == 1);
			var second = log.keep(new InviteAccepted(InviteId.next(), 1, "auth0|2")).toCompletableFuture();
			var third = log.keep(new InviteAccepted(InviteId.next(), 1, "auth0|3")).toCompletableFuture();
			assertThat(log.waiting()).as("those in hand, too").isEqualTo(3);
			this.kafka.completeNext();
			Awaitility.await().until(() -> this.kafka.history().size() == 3);
			this.kafka.errorNext(new KafkaException("away"));
			this.kafka.completeNext();
			Awaitility.await().until(this.kafka::completeNext);
			assertThat(List.of(first, second, third)).allSatisfy((done) -> assertThat(done).succeedsWithin(SOON));
			assertThat(this.kafka.history()).hasSize(4);
			assertThat(this.kafka.history().getLast().key()).isEqualTo(this.kafka.history().get(1).key());
			Awaitility.await().until(() -> log.waiting() == 0);
		}
	}

	@Test
	void countsNotesThatKafkaDoesNotTake() {
		try (KafkaClaimLog log = log(() -> this.kafka)) {
			log.note(new InviteOpened(InviteId.next(), 1, false));
			Awaitility.await().until(() -> this.kafka.errorNext(new KafkaException("away")));
			assertThat(count("opened", "lost")).isEqualTo(1);
		}
	}

	@Test
	void neverBlocksAndCountsWhatFindsNoRoom() throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		try (KafkaClaimLog log = log(() -> {
			blocked.countDown();
			await(release);
			return this.kafka;
		})) {
			log.note(new InviteOpened(InviteId.next(), 1, false));
			blocked.await();
			for (int i = 0; i < 10; i++) {
				log.note(new InviteOpened(InviteId.next(), 1, false));
			}
			assertThat(count("opened", "lost")).as("three wait, one is on its way").isEqualTo(7);
			release.countDown();
		}
	}

	@Test
	void tellsWhatItCouldNotWriteBeforeTheEnd() {
		KafkaClaimLog log = log(() -> {
			throw new KafkaException("no resolvable bootstrap urls");
		});
		var done = log.keep(new InviteAccepted(InviteId.next(), 1, "auth0|1")).toCompletableFuture();
		log.close();
		assertThat(done).isCompletedExceptionally();
		assertThat(count("accepted", "lost")).isEqualTo(1);
		assertThat(log.isAlive()).isFalse();
	}

	private KafkaClaimLog log(Supplier<Producer<byte[], byte[]>> producer) {
		EvidenceSettings settings = new EvidenceSettings(3, 3, 2, Duration.ofMillis(10), Duration.ofMillis(200));
		return new KafkaClaimLog(producer, settings, new EvidenceMetrics(this.registry), InstantSource.system());
	}

	private double count(String event, String result) {
		return this.registry.counter("invite.claim.evidence", "event", event, "result", result).count();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
