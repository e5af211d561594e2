package dev.missioncontrol.invite.segment.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeliveringMessagesTest {

	private static final long SEED = 20261121;

	private final PickySegment segment = new PickySegment();

	private final DeliveringMessages delivering = new DeliveringMessages(this.segment,
			new BatchLimits(100, 100_000, 32_000));

	@Test
	void sendsAsFewBatchesAsFit() {
		assertThat(this.delivering.deliver(messages(250))).hasSize(250).containsOnly(new Outcome.Delivered());
		assertThat(this.segment.calls).extracting(List::size).containsExactly(100, 100, 50);
	}

	@Test
	void sendsNothingForNothing() {
		assertThat(this.delivering.deliver(List.of())).isEmpty();
		assertThat(this.segment.calls).isEmpty();
	}

	@Test
	void keepsBatchesBelowTheirLargestSize() {
		this.segment.size = 30_000;
		this.delivering.deliver(messages(10));
		assertThat(this.segment.calls).allMatch((batch) -> batch.size() == 3 || batch.size() == 1);
		assertThat(this.segment.delivered()).hasSize(10);
	}

	@Test
	void refusesALargeMessageWithoutSendingIt() {
		this.segment.size = 32_001;
		assertThat(this.delivering.deliver(messages(1))).containsExactly(new Outcome.Rejected("message-too-large"));
		assertThat(this.segment.calls).isEmpty();
	}

	@Test
	void findsEveryCulpritAndDeliversTheOthers() {
		Random random = new Random(SEED);
		for (int round = 0; round < 200; round++) {
			PickySegment picky = new PickySegment();
			int count = 1 + random.nextInt(150);
			random.ints(random.nextInt(8), 0, count).forEach((i) -> picky.culprits.add("m" + i));
			List<Outcome> outcomes = new DeliveringMessages(picky, new BatchLimits(100, 100_000, 32_000))
				.deliver(messages(count));
			for (int i = 0; i < count; i++) {
				Outcome expected = picky.culprits.contains("m" + i) ? new Outcome.Rejected("http-400")
						: new Outcome.Delivered();
				assertThat(outcomes.get(i)).as("seed %d, round %d, message %d", SEED, round, i).isEqualTo(expected);
			}
			assertThat(picky.delivered()).as("round %d", round).doesNotHaveDuplicates();
		}
	}

	@Test
	void givesUpTheBatchWhileSegmentIsAway() {
		this.segment.unavailable = true;
		assertThatExceptionOfType(SegmentUnavailableException.class)
			.isThrownBy(() -> this.delivering.deliver(messages(3)))
			.withMessageContaining("http-503");
	}

	@Test
	void refusesLimitsThatLeaveNoRoom() {
		assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(100, 32_000, 32_000));
		assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(0, 100_000, 32_000));
	}

	private static List<Message> messages(int count) {
		return IntStream.range(0, count)
			.<Message>mapToObj((i) -> TrackMessage.builder("Invite Sent").userId("u").messageId("m" + i).build())
			.toList();
	}

	/** Answers 400 to any batch that holds a culprit, as Segment does. */
	private static final class PickySegment implements SegmentClient {

		private final List<List<String>> calls = new ArrayList<>();

		private final List<String> taken = new ArrayList<>();

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
				return new Answer.Unavailable("http-503");
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
