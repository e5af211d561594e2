package dev.missioncontrol.invite.segment.notification;

import dev.missioncontrol.invite.event.InviteEvent;

/**
 * Segment drops a message whose id it saw before, for 24 hours at least. An id that
 * follows from the event makes every automatic retry and every replay of a topic
 * harmless.
 */
final class MessageId {

	private MessageId() {
	}

	/** At most 67 characters; Segment takes fewer than 100. */
	static String of(InviteEvent event, String kind, Telling telling) {
		return event.inviteId() + ":" + kind + ":" + event.generation() + ":" + telling.number();
	}

}
