package dev.missioncontrol.invite.segment.analytics;

import java.util.List;

import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.segment.delivery.SegmentClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;

/**
 * Counts, times and traces calls to Segment by what became of them.
 */
public final class MeteredSegmentClient implements SegmentClient {

	private final SegmentClient segment;

	private final MeterRegistry meters;

	private final CallTraces traces;

	/**
	 * Makes a client.
	 * @param segment does the calls
	 * @param meters where {@code invite.segment.calls} goes
	 * @param traces knows what each message belongs to
	 */
	public MeteredSegmentClient(SegmentClient segment, MeterRegistry meters, CallTraces traces) {
		this.segment = segment;
		this.meters = meters;
		this.traces = traces;
	}

	@Override
	public int sizeOf(Message message) {
		return this.segment.sizeOf(message);
	}

	@Override
	public Answer upload(List<Message> batch) {
		Timer.Sample sample = Timer.start(this.meters);
		Span span = this.traces.call(batch);
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
			span.setAttribute("invite.segment.answer", answer).end();
		}
	}

}
