package dev.missioncontrol.invite.segment.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.segment.delivery.SegmentClient.Answer;

/**
 * Delivers messages in as few calls as Segment's limits allow, several at a time. While
 * Segment is away it asks with one message, the least tried. A batch that Segment refuses
 * is halved until the culprit is alone, and one that it failed on comes again in halves:
 * one bad message never takes others with it, whatever Segment answers to it.
 */
public final class DeliveringMessages {

	private final SegmentClient segment;

	private final BatchLimits limits;

	private final ParallelCalls calls;

	private final Outage outage;

	private final Clock clock;

	/**
	 * Makes the use case.
	 * @param segment where messages go
	 * @param limits what one call may hold
	 * @param calls runs the calls
	 * @param outage decides whether there may be a call at all
	 * @param clock decides when time is up
	 */
	public DeliveringMessages(SegmentClient segment, BatchLimits limits, ParallelCalls calls, Outage outage,
			Clock clock) {
		this.segment = segment;
		this.limits = limits;
		this.calls = calls;
		this.outage = outage;
		this.clock = clock;
	}

	/**
	 * Delivers messages; those of one key in their order.
	 * @param parcels what to tell Segment
	 * @param until no call begins after this
	 * @return how each ended, in the same order
	 */
	public List<Outcome> deliver(List<Parcel> parcels, Instant until) {
		Delivery delivery = new Delivery(parcels, until);
		if (this.outage.state().isPresent()) {
			Waves.first(parcels).ifPresent((probe) -> this.calls.run(delivery.pack(List.of(probe))));
		}
		Set<String> stuck = new HashSet<>();
		for (List<Integer> wave : Waves.of(parcels)) {
			// What failed before goes last, so that it does not take the others' turn.
			this.calls.run(delivery.pack(wave.stream()
				.filter(delivery::isOpen)
				.filter((i) -> !stuck.contains(parcels.get(i).key()))
				.sorted(Comparator.comparingInt((i) -> parcels.get(i).attempts()))
				.toList()));
			wave.stream().filter((i) -> !delivery.isSettled(i)).forEach((i) -> stuck.add(parcels.get(i).key()));
		}
		return Collections.unmodifiableList(Arrays.asList(delivery.outcomes));
	}

	/** The messages of one run, by their index, and how they ended. */
	private final class Delivery {

		private final List<Parcel> parcels;

		private final Instant until;

		private final Outcome[] outcomes;

		Delivery(List<Parcel> parcels, Instant until) {
			this.parcels = parcels;
			this.until = until;
			this.outcomes = new Outcome[parcels.size()];
			Arrays.fill(this.outcomes, new Outcome.HeldBack());
		}

		/** Whether it was not tried in this run. */
		boolean isOpen(int message) {
			return this.outcomes[message] instanceof Outcome.HeldBack;
		}

		boolean isSettled(int message) {
			return !isOpen(message) && !(this.outcomes[message] instanceof Outcome.Failed);
		}

		/** Puts messages into batches; what is too large for any is settled here. */
		List<Runnable> pack(List<Integer> messages) {
			List<Runnable> batches = new ArrayList<>();
			List<Integer> batch = new ArrayList<>();
			long bytes = 0;
			int attempts = 0;
			for (int i : messages) {
				int size = DeliveringMessages.this.segment.sizeOf(this.parcels.get(i).message());
				if (size > DeliveringMessages.this.limits.messageBytes()) {
					this.outcomes[i] = new Outcome.Rejected("message-too-large");
					continue;
				}
				attempts = Math.max(attempts, this.parcels.get(i).attempts());
				if (!batch.isEmpty()
						&& !DeliveringMessages.this.limits.allows(batch.size() + 1, bytes + size, attempts)) {
					List<Integer> full = batch;
					batches.add(() -> upload(full));
					batch = new ArrayList<>();
					bytes = 0;
					attempts = this.parcels.get(i).attempts();
				}
				batch.add(i);
				bytes += size;
			}
			List<Integer> rest = batch;
			if (!rest.isEmpty()) {
				batches.add(() -> upload(rest));
			}
			return batches;
		}

		private void upload(List<Integer> batch) {
			Optional<Answer> answer = ask(batch.stream().map((i) -> this.parcels.get(i).message()).toList());
			if (answer.isEmpty()) {
				return;
			}
			switch (answer.get()) {
				case Answer.Accepted() -> settle(batch, new Outcome.Delivered());
				case Answer.Refused(int status) when batch.size() == 1 ->
					settle(batch, new Outcome.Rejected("http-" + status));
				case Answer.Refused _ -> {
					int middle = batch.size() / 2;
					upload(batch.subList(0, middle));
					upload(batch.subList(middle, batch.size()));
				}
				case Answer.Unavailable(String cause, var _) -> settle(batch, new Outcome.Failed(cause));
			}
		}

		private void settle(List<Integer> batch, Outcome outcome) {
			batch.forEach((i) -> this.outcomes[i] = outcome);
		}

		/** Asks Segment, unless it is to be left alone or time is up. */
		private Optional<Answer> ask(List<Message> batch) {
			if (DeliveringMessages.this.clock.instant().isAfter(this.until)) {
				return Optional.empty();
			}
			OptionalLong leave = DeliveringMessages.this.outage.leave();
			if (leave.isEmpty()) {
				return Optional.empty();
			}
			Answer answer = new Answer.Unavailable("fault", null);
			try {
				answer = DeliveringMessages.this.segment.upload(batch);
				return Optional.of(answer);
			}
			finally {
				DeliveringMessages.this.outage.heard(leave.getAsLong(), answer);
			}
		}

	}

}
