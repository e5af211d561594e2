package dev.missioncontrol.invite.segment.analytics;

import java.util.List;

import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.segment.delivery.SegmentClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Counts and times calls to Segment by what became of them.
 */
public final class MeteredSegmentClient implements SegmentClient {

	private final SegmentClient segment;

	private final MeterRegistry meters;

	/**
	 * Makes a client.
	 * @param segment does the calls
	 * @param meters where {@code invite.segment.calls} goes
	 */
	public MeteredSegmentClient(SegmentClient segment, MeterRegistry meters) {
		this.segment = segment;
		this.meters = meters;
	}

	@Override
	public int sizeOf(Message message) {
		return this.segment.sizeOf(message);
	}

	@Override
	public Answer upload(List<Message> batch) {
		Timer.Sample sample = Timer.start(this.meters);
		String answer = "fault";
		try {
			Answer heard = this.segment.upload(batch);
			answer = switch (heard) {
				case Answer.Accepted() -> "accepted";
				case Answer.Refused(int status) -> "http-" + status;
				case Answer.Unavailable(String cause, var _) -> cause;
			};
			return heard;
		}
		finally {
			sample.stop(this.meters.timer("invite.segment.calls", "answer", answer));
		}
	}

}
