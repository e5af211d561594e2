package dev.missioncontrol.invite.sandbox.segment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One message of a batch, as Segment reads it.
 *
 * @param json the message as it came
 */
record Message(JsonNode json) {

	/**
	 * Longest messageId plus one (Segment's documentation: fewer than 100 characters).
	 */
	private static final int MESSAGE_ID_LIMIT = 100;

	private static final Set<String> TYPES = Set.of("identify", "track", "group", "page", "screen", "alias");

	String type() {
		return orEmpty("type");
	}

	String messageId() {
		return orEmpty("messageId");
	}

	@Nullable String userId() {
		return text("userId");
	}

	@Nullable String event() {
		return text("event");
	}

	/** When it happened, by the sender's word; otherwise when it came. */
	Instant timestamp(Instant receivedAt) {
		String timestamp = text("timestamp");
		if (timestamp == null) {
			return receivedAt;
		}
		try {
			return OffsetDateTime.parse(timestamp).toInstant();
		}
		catch (DateTimeException ex) {
			return receivedAt;
		}
	}

	/** Why Segment drops it without a word to the sender; empty when it does not. */
	Optional<String> dropReason() {
		if (messageId().isEmpty()) {
			return Optional.of("no-message-id");
		}
		if (messageId().length() >= MESSAGE_ID_LIMIT) {
			return Optional.of("long-message-id");
		}
		if (userId() == null && text("anonymousId") == null) {
			return Optional.of("no-user");
		}
		if (!TYPES.contains(type())) {
			return Optional.of("unknown-type");
		}
		if ("track".equals(type()) && event() == null) {
			return Optional.of("no-event");
		}
		return Optional.empty();
	}

	private String orEmpty(String name) {
		String text = text(name);
		return (text != null) ? text : "";
	}

	private @Nullable String text(String name) {
		JsonNode value = this.json.get(name);
		return (value != null && value.isString() && !value.stringValue().isBlank()) ? value.stringValue() : null;
	}

}
