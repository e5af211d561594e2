package dev.missioncontrol.invite.sandbox.intercom;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A contact. What an identify says takes effect only after a moment, as with the real
 * one.
 */
final class Contact {

	private final Deque<Update> pending = new ArrayDeque<>();

	private final Map<String, String> attributes = new HashMap<>();

	private final Set<String> events = new HashSet<>();

	private @Nullable String email;

	private @Nullable String company;

	private boolean exists;

	void update(Update update) {
		this.pending.addLast(update);
	}

	/** Whether it can be found at this time; what is due by then has taken effect. */
	boolean existsAt(Instant now) {
		while (!this.pending.isEmpty() && !this.pending.getFirst().dueAt().isAfter(now)) {
			apply(this.pending.removeFirst());
		}
		return this.exists;
	}

	/** Whether this event was not there yet; remembers it. */
	boolean add(String event, Instant createdAt) {
		return this.events.add(createdAt.getEpochSecond() + " " + event);
	}

	Optional<String> email() {
		return Optional.ofNullable(this.email);
	}

	Optional<String> company() {
		return Optional.ofNullable(this.company);
	}

	Map<String, String> attributes() {
		return this.attributes;
	}

	private void apply(Update update) {
		this.exists = true;
		this.attributes.putAll(update.attributes());
		this.email = (update.email() != null) ? update.email() : this.email;
		this.company = (update.company() != null) ? update.company() : this.company;
	}

	/**
	 * What one identify says.
	 *
	 * @param dueAt when it takes effect
	 * @param email the address; null to leave it
	 * @param company name of the company; null to leave it
	 * @param attributes custom attributes; others stay
	 */
	record Update(Instant dueAt, @Nullable String email, @Nullable String company, Map<String, String> attributes) {
	}

}
