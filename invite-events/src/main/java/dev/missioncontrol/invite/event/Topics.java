package dev.missioncontrol.invite.event;

import java.util.List;

/**
 * All topics of the pipeline.
 */
public final class Topics {

	/** What dashboards ask for; written by invite-api. */
	public static final Topic<InviteCommand> COMMANDS = kept("invite.commands", InviteCommand.class);

	/** Signed links, secret; written by token-worker. */
	public static final Topic<InviteSigned> SIGNED = kept("invite.signed", InviteSigned.class);

	/** Contacts that Segment acknowledged; written by segment-bridge. */
	public static final Topic<InviteIdentified> IDENTIFIED = kept("invite.identified", InviteIdentified.class);

	/** How notifications ended; written by segment-bridge. */
	public static final Topic<NotificationEvent> NOTIFICATIONS = kept("invite.notifications", NotificationEvent.class);

	/** What became of clicks; written by claim-gateway. */
	public static final Topic<ClaimEvent> CLAIMS = kept("invite.claims", ClaimEvent.class);

	/** Links that will soon no longer work; written by the ledger in invite-api. */
	public static final Topic<InviteExpiringSoon> REMINDERS = kept("invite.reminders", InviteExpiringSoon.class);

	/** Final states; written by the ledger in invite-api. */
	public static final Topic<InviteClosed> CLOSED = new Topic<>("invite.closed", InviteClosed.class, Invite.MAX_TTL,
			true);

	/** Number of partitions that a topic gets when nothing else is configured. */
	public static final int DEFAULT_PARTITIONS = 12;

	private Topics() {
	}

	/**
	 * All topics, in the order of the flow; their dead-letter topics not among them.
	 * @return an immutable list
	 */
	public static List<Topic<?>> all() {
		return List.of(COMMANDS, SIGNED, IDENTIFIED, NOTIFICATIONS, CLAIMS, REMINDERS, CLOSED);
	}

	/**
	 * The topics whose records ops can send through their stage again: those that lead to
	 * a notification.
	 * @return an immutable list, in the order of the flow
	 */
	public static List<Topic<?>> replayable() {
		return List.of(COMMANDS, SIGNED, IDENTIFIED);
	}

	private static <E extends InviteEvent> Topic<E> kept(String name, Class<E> family) {
		return new Topic<>(name, family, Invite.MAX_TTL, false);
	}

}
