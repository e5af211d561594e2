package dev.missioncontrol.invite.sandbox.segment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.sandbox.intercom.Intercom;

/**
 * Decides what becomes of each message: dropped, a duplicate, or on to Intercom. Segment
 * answers 200 in all three cases.
 */
final class Source {

	private final WriteKey writeKey;

	private final Intercom intercom;

	private final Journal journal;

	private final InstantSource clock;

	private final RecentMessages recent = new RecentMessages();

	Source(WriteKey writeKey, Intercom intercom, Journal journal, InstantSource clock) {
		this.writeKey = writeKey;
		this.intercom = intercom;
		this.journal = journal;
		this.clock = clock;
	}

	void take(WriteKey writeKey, Message message) {
		Instant now = this.clock.instant();
		Optional<String> reason = this.writeKey.equals(writeKey) ? message.dropReason()
				: Optional.of("wrong-write-key");
		if (reason.isPresent()) {
			note(message, now, "dropped:" + reason.get(), List.of());
		}
		else if (!this.recent.add(message.messageId(), now)) {
			note(message, now, "duplicate", List.of());
		}
		else {
			note(message, now, "delivered", deliver(message, now));
		}
	}

	/** Intercom knows people by user id only, and takes these two types. */
	private List<String> deliver(Message message, Instant now) {
		String userId = message.userId();
		String event = message.event();
		if (userId == null) {
			return List.of("no-user-id");
		}
		if ("identify".equals(message.type())) {
			return this.intercom.identify(userId, message.json().path("traits"));
		}
		if ("track".equals(message.type()) && event != null) {
			return this.intercom.track(userId, event, message.timestamp(now), message.json().path("properties"));
		}
		return List.of();
	}

	private void note(Message message, Instant now, String outcome, List<String> intercom) {
		this.journal.add(new Journal.Entry(message.type(), message.messageId(), message.userId(), message.event(), now,
				outcome, intercom));
	}

}
