package dev.missioncontrol.invite.segment.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeliveringMessagesTest {

	private static final long SEED = 20261121;

	private final HandClock clock = new HandClock(Instant.EPOCH);

	private final PickySegment segment = new PickySegment();

	private final ParallelCalls calls = new ParallelCalls(4);

	private final DeliveringMessages delivering = delivering(this.segment);

	@AfterEach
	void stop() {
		this.calls.close();
	}

	@Test
	void sendsAsFewBatchesAsFit() {
		assertThat(deliver(messages(250))).hasSize(250).containsOnly(new Outcome.Delivered());
		assertThat(this.segment.calls).extracting(List::size).containsExactlyInAnyOrder(100, 100, 50);
	}

	@Test
	void sendsNothingForNothing() {
		assertThat(deliver(List.of())).isEmpty();
		assertThat(this.segment.calls).isEmpty();
	}

	@Test
	void keepsBatchesBelowTheirLargestSize() {
		this.segment.size = 30_000;
		deliver(messages(10));
		assertThat(this.segment.calls).allMatch((batch) -> batch.size() == 3 || batch.size() == 1);
		assertThat(this.segment.delivered()).hasSize(10);
	}

	@Test
	void refusesALargeMessageWithoutSendingIt() {
		this.segment.size = 32_001;
		assertThat(deliver(messages(1))).containsExactly(new Outcome.Rejected("message-too-large"));
		assertThat(this.segment.calls).isEmpty();
	}

	@Test
	void findsEveryCulpritAndDeliversTheOthers() {
		Random random = new Random(SEED);
		for (int round = 0; round < 200; round++) {
			PickySegment picky = new PickySegment();
			int count = 1 + random.nextInt(150);
			random.ints(random.nextInt(8), 0, count).forEach((i) -> picky.culprits.add("m" + i));
			List<Outcome> outcomes = delivering(picky).deliver(messages(count), Instant.MAX);
			for (int i = 0; i < count; i++) {
				Outcome expected = picky.culprits.contains("m" + i) ? new Outcome.Rejected("http-400")
						: new Outcome.Delivered();
				assertThat(outcomes.get(i)).as("seed %d, round %d, message %d", SEED, round, i).isEqualTo(expected);
			}
			assertThat(picky.delivered()).as("round %d", round).doesNotHaveDuplicates();
		}
	}

	@Test
	void leavesSegmentAloneWhileItIsAway() {
		this.segment.unavailable = true;
		assertThat(deliver(messages(2000))).contains(new Outcome.Failed("http-503"), new Outcome.HeldBack())
			.doesNotContain(new Outcome.Delivered());
		int calls = this.segment.calls.size();
		assertThat(calls).isBetween(1, 4);
		assertThat(deliver(messages(5))).containsOnly(new Outcome.HeldBack());
		assertThat(this.segment.calls).hasSize(calls);
	}

	@Test
	void keepsTheOrderOfEachKey() {
		List<Parcel> messages = messages(1000);
		List<Parcel> parcels = IntStream.range(0, 1000)
			.mapToObj((i) -> new Parcel("key" + i % 300, messages.get(i).message(), 0))
			.toList();
		assertThat(deliver(parcels)).containsOnly(new Outcome.Delivered());
		for (int key = 0; key < 300; key++) {
			int first = key;
			assertThat(this.segment.taken.stream().filter((id) -> Integer.parseInt(id.substring(1)) % 300 == first))
				.containsExactlyElementsOf(
						IntStream.range(0, 1000).filter((i) -> i % 300 == first).mapToObj((i) -> "m" + i).toList());
		}
	}

	@Test
	void holdsLaterMessagesOfAKeyBackWhenAnEarlierOneFails() {
		this.segment.unavailable = true;
		List<Parcel> parcels = List.of(new Parcel("a", messages(2).get(0).message(), 0),
				new Parcel("a", messages(2).get(1).message(), 0));
		assertThat(deliver(parcels)).containsExactly(new Outcome.Failed("http-503"), new Outcome.HeldBack());
	}

	@Test
	void asksWithOneMessageWhileSegmentIsAway() {
		this.segment.unavailable = true;
		deliver(messages(300));
		this.segment.unavailable = false;
		this.segment.calls.clear();
		this.clock.pass(Duration.ofSeconds(1));
		List<Parcel> parcels = new ArrayList<>(messages(300));
		parcels.replaceAll((parcel) -> new Parcel(parcel.key(), parcel.message(), 1));
		parcels.set(250, messages(251).get(250));
		assertThat(deliver(parcels)).containsOnly(new Outcome.Delivered());
		assertThat(this.segment.calls.getFirst()).containsExactly("m250");
		assertThat(this.segment.calls).hasSize(1 + 6).allMatch((batch) -> batch.size() <= 50);
	}

	/** As a server does that cannot cope with one message. */
	@Test
	void findsTheMessageThatMakesSegmentFail() {
		this.segment.crashes.add("m7");
		int[] attempts = new int[100];
		List<Parcel> open = new ArrayList<>(messages(100));
		for (int round = 0; round < 40 && open.size() > 1; round++) {
			List<Outcome> outcomes = deliver(open);
			List<Parcel> rest = new ArrayList<>();
			for (int i = 0; i < open.size(); i++) {
				if (outcomes.get(i) instanceof Outcome.Failed) {
					attempts[Integer.parseInt(open.get(i).key().substring(3))]++;
				}
				if (!(outcomes.get(i) instanceof Outcome.Delivered)) {
					rest.add(open.get(i));
				}
			}
			open = new ArrayList<>(rest.stream()
				.map((parcel) -> new Parcel(parcel.key(), parcel.message(),
						attempts[Integer.parseInt(parcel.key().substring(3))]))
				.toList());
			this.clock.pass(Duration.ofSeconds(30));
		}
		assertThat(open).extracting((parcel) -> parcel.message().messageId()).containsExactly("m7");
	}

	@Test
	void beginsNoCallWhenTimeIsUp() {
		assertThat(this.delivering.deliver(messages(3), Instant.EPOCH.minusMillis(1)))
			.containsOnly(new Outcome.HeldBack());
		assertThat(this.segment.calls).isEmpty();
	}

	@Test
	void lettingAnErrorThroughCountsAsAFailure() {
		SegmentClient dying = new PickySegment() {
			@Override
			public Answer upload(List<Message> batch) {
				throw new StackOverflowError("injected");
			}
		};
		DeliveringMessages delivering = delivering(dying);
		assertThatExceptionOfType(StackOverflowError.class)
			.isThrownBy(() -> delivering.deliver(messages(1), Instant.MAX));
		assertThat(delivering.deliver(messages(1), Instant.MAX)).containsExactly(new Outcome.HeldBack());
	}

	@Test
	void refusesLimitsThatLeaveNoRoom() {
		assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(100, 32_000, 32_000));
		assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(0, 100_000, 32_000));
	}

	private List<Outcome> deliver(List<Parcel> parcels) {
		return this.delivering.deliver(parcels, Instant.MAX);
	}

	private DeliveringMessages delivering(SegmentClient segment) {
		Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO);
		return new DeliveringMessages(segment, new BatchLimits(100, 100_000, 32_000), this.calls,
				new Outage(backoff, new Random(SEED), this.clock), this.clock);
	}

	private static List<Parcel> messages(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> new Parcel("key" + i,
					TrackMessage.builder("Invite Sent").userId("u").messageId("m" + i).build(), 0))
			.toList();
	}

	/** Answers 400 to any batch that holds a culprit, as Segment does. */
	private static class PickySegment implements SegmentClient {

		private final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());

		private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

		private final Set<String> culprits = new TreeSet<>();

		private int size = 500;

		private final Set<String> crashes = new TreeSet<>();

		private boolean unavailable;

		@Override
		public int sizeOf(Message message) {
			return this.size;
		}

		@Override
		public Answer upload(List<Message> batch) {
			List<String> ids = batch.stream().map(Message::messageId).toList();
			this.calls.add(ids);
			if (this.unavailable || ids.stream().anyMatch(this.crashes::contains)) {
				return new Answer.Unavailable("http-503", null);
			}
			if (ids.stream().anyMatch(this.culprits::contains)) {
				return new Answer.Refused(400);
			}
			this.taken.addAll(ids);
			return new Answer.Accepted();
		}

		List<String> delivered() {
			return this.taken;
		}

	}

}
