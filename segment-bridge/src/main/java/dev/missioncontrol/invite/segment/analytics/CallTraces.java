package dev.missioncontrol.invite.segment.analytics;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import com.segment.analytics.messages.Message;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.kafka.trace.InviteTraces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Knows which spans the messages of a call belong to: the stages begin them, and a call
 * carries messages of many. Costs nothing while tracing is off. Safe for use by several
 * threads.
 */
public final class CallTraces {

	private final Map<String, SpanContext> byMessage = new ConcurrentHashMap<>();

	private final InviteTraces traces;

	/**
	 * Traces of calls.
	 * @param traces makes the spans
	 */
	public CallTraces(InviteTraces traces) {
		this.traces = traces;
	}

	/**
	 * Begins to work on an event.
	 * @param record where it came from
	 * @param event the event
	 * @return to be ended when the record is at its end, or comes again
	 */
	public Span begin(ConsumerRecord<?, ?> record, InviteEvent event) {
		Span span = this.traces.process(record);
		InviteTraces.about(span, event.inviteId());
		return span;
	}

	/**
	 * A message is about to go out.
	 * @param message the message
	 * @param span what it belongs to
	 */
	public void calling(Message message, Span span) {
		if (this.traces.isOn()) {
			this.byMessage.put(message.messageId(), span.getSpanContext());
		}
	}

	/**
	 * No call carries this message any more.
	 * @param message the message
	 */
	public void called(Message message) {
		if (this.traces.isOn()) {
			this.byMessage.remove(message.messageId());
		}
	}

	Span call(List<Message> batch) {
		if (!this.traces.isOn()) {
			return Span.getInvalid();
		}
		return this.traces.call("segment batch",
				batch.stream().map((each) -> this.byMessage.get(each.messageId())).filter(Objects::nonNull).toList());
	}

}
