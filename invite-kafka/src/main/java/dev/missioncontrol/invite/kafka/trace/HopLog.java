package dev.missioncontrol.invite.kafka.trace;

import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.kafka.Hop;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A line for each hop of each invite, under the logger {@code invite.hops}, with
 * {@code inviteId} and {@code traceId} as fields for who has logs in JSON. Hops are
 * {@code info} and off by default, for there are thousands in a second; records that were
 * given up are {@code warn}.
 */
public final class HopLog {

	private static final Logger logger = LoggerFactory.getLogger("invite.hops");

	private HopLog() {
	}

	/**
	 * An invite has made a hop.
	 * @param hop which
	 * @param inviteId the invite
	 * @param span the part of its trace; one that does nothing when there is none
	 */
	public static void reached(Hop hop, InviteId inviteId, Span span) {
		if (logger.isInfoEnabled()) {
			with(span, logger.atInfo()).addKeyValue("inviteId", inviteId)
				.addKeyValue("hop", hop.wireName())
				.log("Invite {} is {}", inviteId, hop.wireName());
		}
	}

	/**
	 * A record goes to the dead letters.
	 * @param topic where it came from
	 * @param reason stable code
	 * @param inviteId the invite; null when the record does not say it
	 * @param span the part of its trace; one that does nothing when there is none
	 */
	public static void buried(String topic, String reason, @Nullable InviteId inviteId, Span span) {
		LoggingEventBuilder line = with(span, logger.atWarn()).addKeyValue("topic", topic)
			.addKeyValue("reason", reason);
		if (inviteId != null) {
			line.addKeyValue("inviteId", inviteId).log("Invite {} is given up on {}: {}", inviteId, topic, reason);
		}
		else {
			line.log("A record is given up on {}: {}", topic, reason);
		}
	}

	private static LoggingEventBuilder with(Span span, LoggingEventBuilder line) {
		SpanContext context = span.getSpanContext();
		return context.isValid() ? line.addKeyValue("traceId", context.getTraceId()) : line;
	}

}
