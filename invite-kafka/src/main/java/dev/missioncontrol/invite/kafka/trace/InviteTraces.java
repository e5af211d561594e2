package dev.missioncontrol.invite.kafka.trace;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Makes the spans of invites. A trace is handed on in the header {@code traceparent} (W3C
 * Trace Context); {@code tracestate} and baggage are not: callers could write anything
 * into them. Spans hold codes, numbers and the invite's id, no addresses and no texts of
 * exceptions. While tracing is off, all spans are the one that does nothing, and records
 * get no header.
 */
public final class InviteTraces implements AutoCloseable {

	/** Header that holds the trace and the span that it comes from. */
	public static final String HEADER = "traceparent";

	private static final String ID = "invite.id";

	private static final InviteTraces OFF = new InviteTraces(null);

	private final @Nullable SdkTracerProvider provider;

	private final @Nullable Tracer tracer;

	InviteTraces(@Nullable SdkTracerProvider provider) {
		this.provider = provider;
		this.tracer = (provider != null) ? provider.get("dev.missioncontrol.invite") : null;
	}

	/**
	 * No tracing.
	 * @return makes spans that do nothing
	 */
	public static InviteTraces off() {
		return OFF;
	}

	/**
	 * Whether there is anybody to look at the spans.
	 * @return false when all that this makes does nothing
	 */
	public boolean isOn() {
		return this.tracer != null;
	}

	/**
	 * Begins to answer a request.
	 * @param traceparent what the caller sent in that header; null when nothing
	 * @param name few different ones, such as a method and a route
	 * @return to be ended
	 */
	public Span request(@Nullable String traceparent, String name) {
		if (this.tracer == null) {
			return Span.getInvalid();
		}
		Context parent = W3CTraceContextPropagator.getInstance()
			.extract(Context.root(), traceparent, Only.traceparent((value) -> value));
		return this.tracer.spanBuilder(name).setParent(parent).setSpanKind(SpanKind.SERVER).startSpan();
	}

	/**
	 * Begins to process a record, also one of a batch: the trace of the invite goes on.
	 * @param record the record
	 * @return to be ended
	 */
	public Span process(ConsumerRecord<?, ?> record) {
		if (this.tracer == null) {
			return Span.getInvalid();
		}
		Context parent = W3CTraceContextPropagator.getInstance()
			.extract(Context.root(), record.headers(), Only.traceparent(InviteTraces::text));
		return this.tracer.spanBuilder("process " + record.topic())
			.setParent(parent)
			.setSpanKind(SpanKind.CONSUMER)
			.setAttribute("messaging.system", "kafka")
			.setAttribute("messaging.operation.name", "process")
			.setAttribute("messaging.operation.type", "process")
			.setAttribute("messaging.destination.name", record.topic())
			.setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
			.setAttribute("messaging.kafka.offset", record.offset())
			.startSpan();
	}

	/**
	 * Begins a call that concerns one invite or several. Of one it is a part; to several
	 * it is only linked, since a span has one parent.
	 * @param name few different ones
	 * @param concerned the spans that it is made for
	 * @return to be ended
	 */
	public Span call(String name, List<SpanContext> concerned) {
		if (this.tracer == null) {
			return Span.getInvalid();
		}
		SpanBuilder call = this.tracer.spanBuilder(name)
			.setSpanKind(SpanKind.CLIENT)
			.setAttribute("messaging.batch.message_count", concerned.size());
		if (concerned.size() == 1) {
			return call.setParent(Context.root().with(Span.wrap(concerned.getFirst()))).startSpan();
		}
		concerned.forEach(call::addLink);
		return call.setNoParent().startSpan();
	}

	/**
	 * Says which invite a span is about.
	 * @param span the span
	 * @param inviteId id of the invite
	 */
	public static void about(Span span, Object inviteId) {
		if (span.isRecording()) {
			span.setAttribute(ID, inviteId.toString());
		}
	}

	/**
	 * Hands a trace on.
	 * @param span what the record comes from; nothing is written when it does nothing
	 * @param record a record of ours that is not sent yet
	 */
	public static void carry(Span span, ProducerRecord<?, ?> record) {
		SpanContext context = span.getSpanContext();
		if (context.isValid()) {
			String value = "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
					+ context.getTraceFlags().asHex();
			record.headers().remove(HEADER).add(HEADER, value.getBytes(StandardCharsets.US_ASCII));
		}
	}

	private static @Nullable String text(Headers headers) {
		Header header = headers.lastHeader(HEADER);
		return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.US_ASCII)
				: null;
	}

	@Override
	public void close() {
		if (this.provider != null) {
			this.provider.close();
		}
	}

	/** Shows the propagator one header, whatever else there is. */
	private record Only<C>(Reader<C> reader) implements TextMapGetter<C> {

		static <C> Only<C> traceparent(Reader<C> reader) {
			return new Only<>(reader);
		}

		@Override
		public Iterable<String> keys(C carrier) {
			return List.of(HEADER);
		}

		@Override
		public @Nullable String get(@Nullable C carrier, String key) {
			return (carrier != null && key.equals(HEADER)) ? this.reader.read(carrier) : null;
		}

	}

	/** Reads the header. */
	private interface Reader<C> {

		@Nullable String read(C carrier);

	}

}
