package dev.missioncontrol.invite.segment.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

	private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

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
			List<Outcome> outcomes = delivering(picky).deliver(messages(count), Instant.EPOCH);
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
			.mapToObj((i) -> new Parcel("key" + i % 300, messages.get(i).message()))
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
		List<Parcel> parcels = List.of(new Parcel("a", messages(2).get(0).message()),
				new Parcel("a", messages(2).get(1).message()));
		assertThat(deliver(parcels)).containsExactly(new Outcome.Failed("http-503"), new Outcome.HeldBack());
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
			.isThrownBy(() -> delivering.deliver(messages(1), Instant.EPOCH));
		assertThat(delivering.deliver(messages(1), Instant.EPOCH)).containsExactly(new Outcome.HeldBack());
	}

	@Test
	void refusesLimitsThatLeaveNoRoom() {
		assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(100, 32_000, 32_000));
		assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(0, 100_000, 32_000));
	}

	private List<Outcome> deliver(List<Parcel> parcels) {
		return this.delivering.deliver(parcels, Instant.EPOCH);
	}

	private DeliveringMessages delivering(SegmentClient segment) {
		Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO);
		return new DeliveringMessages(segment, new BatchLimits(100, 100_000, 32_000), this.calls,
				new Outage(backoff, new Random(SEED), CLOCK), CLOCK);
	}

	private static List<Parcel> messages(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> new Parcel("key" + i,
					TrackMessage.builder("Invite Sent").userId("u").messageId("m" + i).build()))
			.toList();
	}

	/** Answers 400 to any batch that holds a culprit, as Segment does. */
	private static class PickySegment implements SegmentClient {

		private final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());

		private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

		private final Set<String> culprits = new TreeSet<>();

		private int size = 500;

		private boolean unavailable;

		@Override
		public int sizeOf(Message message) {
			return this.size;
		}

		@Override
		public Answer upload(List<Message> batch) {
			List<String> ids = batch.stream().map(Message::messageId).toList();
			this.calls.add(ids);
			if (this.unavailable) {
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
