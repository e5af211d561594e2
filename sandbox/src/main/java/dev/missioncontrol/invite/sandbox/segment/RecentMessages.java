package dev.missioncontrol.invite.sandbox.segment;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The messageIds of the last 24 hours: Segment takes each once in that time. Safe for use
 * by several threads.
 */
final class RecentMessages {

	static final Duration WINDOW = Duration.ofHours(24);

	private static final int CAPACITY = 200_000;

	private final LinkedHashMap<String, Instant> ids = new LinkedHashMap<>();

	/** Whether this id is new; remembers it. */
	synchronized boolean add(String messageId, Instant now) {
		Instant seen = this.ids.get(messageId);
		if (seen != null && seen.plus(WINDOW).isAfter(now)) {
			return false;
		}
		this.ids.remove(messageId);
		this.ids.put(messageId, now);
		if (this.ids.size() > CAPACITY) {
			Map.Entry<String, Instant> eldest = this.ids.firstEntry();
			this.ids.remove(eldest.getKey());
		}
		return true;
	}

}
