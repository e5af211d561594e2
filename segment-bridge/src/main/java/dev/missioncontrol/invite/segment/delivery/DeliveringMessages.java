package dev.missioncontrol.invite.segment.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import com.segment.analytics.messages.Message;

/**
 * Delivers messages in as few calls as Segment's limits allow. A batch that Segment
 * refuses is halved until the culprit is alone, so that one bad message never takes
 * others with it.
 */
public final class DeliveringMessages {

	private final SegmentClient segment;

	private final BatchLimits limits;

	/**
	 * Makes the use case.
	 * @param segment where messages go
	 * @param limits what one call may hold
	 */
	public DeliveringMessages(SegmentClient segment, BatchLimits limits) {
		this.segment = segment;
		this.limits = limits;
	}

	/**
	 * Delivers messages in order.
	 * @param messages what to tell Segment
	 * @return how each ended, in the same order
	 * @throws SegmentUnavailableException when some could not be delivered now; others
	 * may have been, and are recognized by their ids when they come again
	 */
	public List<Outcome> deliver(List<Message> messages) {
		Outcome[] outcomes = new Outcome[messages.size()];
		List<Integer> batch = new ArrayList<>();
		long bytes = 0;
		for (int i = 0; i < outcomes.length; i++) {
			int size = this.segment.sizeOf(messages.get(i));
			if (size > this.limits.messageBytes()) {
				outcomes[i] = new Outcome.Rejected("message-too-large");
				continue;
			}
			if (!batch.isEmpty() && !this.limits.allows(batch.size() + 1, bytes + size)) {
				upload(messages, batch, outcomes);
				batch.clear();
				bytes = 0;
			}
			batch.add(i);
			bytes += size;
		}
		upload(messages, batch, outcomes);
		return Collections.unmodifiableList(Arrays.asList(outcomes));
	}

	private void upload(List<Message> messages, List<Integer> batch, Outcome[] outcomes) {
		if (batch.isEmpty()) {
			return;
		}
		switch (this.segment.upload(batch.stream().map(messages::get).toList())) {
			case SegmentClient.Answer.Accepted() -> batch.forEach((i) -> outcomes[i] = new Outcome.Delivered());
			case SegmentClient.Answer.Refused(int status) when batch.size() == 1 ->
				outcomes[batch.getFirst()] = new Outcome.Rejected("http-" + status);
			case SegmentClient.Answer.Refused _ -> {
				int middle = batch.size() / 2;
				upload(messages, batch.subList(0, middle), outcomes);
				upload(messages, batch.subList(middle, batch.size()), outcomes);
			}
			case SegmentClient.Answer.Unavailable(String cause) -> throw new SegmentUnavailableException(cause);
		}
	}

}
