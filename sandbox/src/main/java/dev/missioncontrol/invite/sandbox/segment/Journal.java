package dev.missioncontrol.invite.sandbox.segment;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What Segment was sent and what became of it: exact counts of everything, and the newest
 * messages one by one. Safe for use by several threads.
 */
final class Journal {

	private static final int CAPACITY = 5_000;

	private final Map<String, Long> counts = new TreeMap<>();

	private final Deque<Entry> entries = new ArrayDeque<>();

	synchronized void add(Entry entry) {
		count(entry.outcome());
		entry.intercom().forEach(this::count);
		this.entries.addLast(entry);
		if (this.entries.size() > CAPACITY) {
			this.entries.removeFirst();
		}
	}

	/** Counts what is no message, such as a refused request. */
	synchronized void count(String what) {
		this.counts.merge(what, 1L, Long::sum);
	}

	synchronized Content content() {
		return new Content(new TreeMap<>(this.counts), new ArrayList<>(this.entries));
	}

	/**
	 * All that is known.
	 *
	 * @param counts how often each outcome was, since the start
	 * @param messages the newest messages, oldest first
	 */
	record Content(Map<String, Long> counts, List<Entry> messages) {
	}

	/**
	 * One message.
	 *
	 * @param type its type
	 * @param messageId its id; empty when it had none
	 * @param userId its user
	 * @param event name of the event of a track
	 * @param receivedAt when it came
	 * @param outcome {@code delivered}, {@code duplicate} or {@code dropped:} and why
	 * @param intercom what Intercom made of it
	 */
	record Entry(String type, String messageId, @Nullable String userId, @Nullable String event, Instant receivedAt,
			String outcome, List<String> intercom) {
	}

}
