package dev.missioncontrol.invite.event;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns events into records and back: JSON values, CloudEvents attributes as headers
 * (CloudEvents Kafka protocol binding, binary content mode). Unknown fields are ignored,
 * so that a newer writer does not break an older reader. Safe for use by several threads.
 */
public final class EventCodec {

	/** Header with the media type of the value. */
	public static final String CONTENT_TYPE = "content-type";

	private static final String ID = "ce_id";

	private static final String TYPE = "ce_type";

	private static final String SOURCE = "ce_source";

	private static final String SPEC_VERSION = "ce_specversion";

	private static final String TIME = "ce_time";

	private final JsonMapper mapper = JsonMapper
		.builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		// "5" is not 5, and 1.5 is not 1: a writer that confuses them is broken.
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	/**
	 * The key of an event's record.
	 * @param event the event
	 * @return UTF-8 text of the invite's id
	 */
	public byte[] key(InviteEvent event) {
		return utf8(event.inviteId().toString());
	}

	/**
	 * The value of an event's record.
	 * @param event the event
	 * @return JSON in UTF-8; the same bytes for equal events
	 */
	public byte[] value(InviteEvent event) {
		return this.mapper.writeValueAsBytes(event);
	}

	/**
	 * The headers of an event's record.
	 * @param event the event
	 * @return names and UTF-8 values, in a fixed order
	 */
	public Map<String, byte[]> headers(CloudEvent<?> event) {
		Map<String, byte[]> headers = new LinkedHashMap<>();
		headers.put(SPEC_VERSION, utf8(CloudEvent.SPEC_VERSION));
		headers.put(ID, utf8(event.id()));
		headers.put(TYPE, utf8(EventType.of(event.data()).wireName()));
		headers.put(SOURCE, utf8(event.source()));
		headers.put(TIME, utf8(event.time().toString()));
		headers.put(CONTENT_TYPE, utf8("application/json"));
		return headers;
	}

	/**
	 * Reads a record.
	 * @param <E> the family of events of the topic
	 * @param topic the topic that the record is on, or was on before it became a dead
	 * letter
	 * @param key key of the record; null when it has none
	 * @param headers gives the last value of a header, or null
	 * @param value value of the record; null when it has none
	 * @return the event, or why there is none; never throws for what the record holds
	 */
	public <E extends InviteEvent> Decoded<E> decode(Topic<E> topic, byte @Nullable [] key,
			Function<String, byte @Nullable []> headers, byte @Nullable [] value) {
		if (value == null) {
			return new Decoded.Unreadable<>(Decoded.Reason.NO_VALUE, topic.name());
		}
		try {
			return decode(topic, key, new Envelope(headers), value);
		}
		catch (EnvelopeException ex) {
			return new Decoded.Unreadable<>(Decoded.Reason.BAD_ENVELOPE, ex.header);
		}
	}

	private <E extends InviteEvent> Decoded<E> decode(Topic<E> topic, byte @Nullable [] key, Envelope envelope,
			byte[] value) {
		if (!CloudEvent.SPEC_VERSION.equals(envelope.text(SPEC_VERSION))) {
			return new Decoded.Unreadable<>(Decoded.Reason.BAD_ENVELOPE, SPEC_VERSION);
		}
		Optional<EventType> type = EventType.named(envelope.text(TYPE))
			.filter((named) -> topic.family().isAssignableFrom(named.dataClass()));
		if (type.isEmpty()) {
			return new Decoded.Unreadable<>(Decoded.Reason.UNKNOWN_TYPE, TYPE);
		}
		E data;
		try {
			data = topic.family().cast(this.mapper.readValue(value, type.get().dataClass()));
		}
		catch (StreamReadException ex) {
			return new Decoded.Unreadable<>(Decoded.Reason.NOT_JSON, path(ex));
		}
		catch (JacksonException ex) {
			return new Decoded.Unreadable<>(Decoded.Reason.BAD_FIELD, path(ex));
		}
		if (data == null) {
			return new Decoded.Unreadable<>(Decoded.Reason.NO_VALUE, topic.name());
		}
		if (key == null || !data.inviteId().toString().equals(new String(key, StandardCharsets.UTF_8))) {
			return new Decoded.Unreadable<>(Decoded.Reason.KEY_MISMATCH, topic.name());
		}
		return new Decoded.Event<>(new CloudEvent<>(envelope.text(ID), envelope.text(SOURCE), envelope.time(), data));
	}

	/** The path alone: Jackson's own messages quote the value. */
	private static String path(JacksonException ex) {
		return ex.getPath()
			.stream()
			.map((step) -> (step.getPropertyName() != null) ? step.getPropertyName() : "[" + step.getIndex() + "]")
			.collect(Collectors.joining("."));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Reads the attributes of one record. */
	private record Envelope(Function<String, byte @Nullable []> headers) {

		String text(String header) {
			byte[] value = this.headers.apply(header);
			if (value == null || value.length == 0) {
				throw new EnvelopeException(header);
			}
			return new String(value, StandardCharsets.UTF_8);
		}

		Instant time() {
			try {
				return Instant.parse(text(TIME));
			}
			catch (DateTimeException ex) {
				throw new EnvelopeException(TIME);
			}
		}

	}

	/** Leaves {@link Envelope} for {@link #decode} in one step. */
	private static final class EnvelopeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final String header;

		EnvelopeException(String header) {
			super(header, null, false, false);
			this.header = header;
		}

	}

}
