package dev.missioncontrol.invite.segment.notification;

import com.segment.analytics.messages.Message;

/**
 * What an event asks to tell Segment.
 */
public sealed interface Notification {

	/**
	 * A message that may go out.
	 *
	 * @param message the message; equal events give equal messages, with the same id
	 */
	record Ready(Message message) implements Notification {
	}

	/**
	 * Nothing may go out.
	 *
	 * @param reason stable code, such as {@code expired}
	 */
	record Refused(String reason) implements Notification {
	}

}
