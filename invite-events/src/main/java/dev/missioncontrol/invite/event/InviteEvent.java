package dev.missioncontrol.invite.event;

/**
 * Something that happened to an invite, or that somebody wants to happen to it. The
 * families are closed, one per topic, so that a {@code switch} over them is checked by
 * the compiler.
 */
public sealed interface InviteEvent
		permits InviteCommand, WholeInviteEvent, NotificationEvent, ClaimEvent, InviteExpiringSoon, InviteClosed {

	/**
	 * The invite that this is about; the key of its record.
	 * @return never null
	 */
	InviteId inviteId();

	/**
	 * The generation of the invite that this is about.
	 * @return 1 or more
	 */
	int generation();

	/**
	 * Which telling of the invite this belongs to.
	 * @return 0 for the pipeline's own, one more for each replay that ops forced
	 */
	default int replay() {
		return 0;
	}

}
