package dev.missioncontrol.invite.segment.notification;

import dev.missioncontrol.invite.event.Invite;

/**
 * What names the person in Segment.
 */
public enum UserId {

	/** The e-mail address: Intercom finds a contact that it knows already. */
	EMAIL {
		@Override
		String of(Invite invite) {
			return invite.email().value();
		}
	},

	/** The invite's id: each invite makes a contact of its own. */
	INVITE_ID {
		@Override
		String of(Invite invite) {
			return invite.inviteId().toString();
		}
	};

	abstract String of(Invite invite);

}
