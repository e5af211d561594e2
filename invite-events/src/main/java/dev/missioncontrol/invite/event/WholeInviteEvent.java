package dev.missioncontrol.invite.event;

import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;

/**
 * An event that carries the whole invite, so that the next stage needs nothing else.
 */
public sealed interface WholeInviteEvent extends InviteEvent
		permits InviteRequested, InviteResendRequested, InviteSigned, InviteIdentified {

	/**
	 * The generation that the event is about.
	 * @return never null
	 */
	Invite invite();

	@Override
	default InviteId inviteId() {
		return invite().inviteId();
	}

	@Override
	default int generation() {
		return invite().generation();
	}

}
