package dev.missioncontrol.invite.api.invite;

import dev.missioncontrol.invite.event.InviteId;

/**
 * The one place that a person has among the pending invites of an organization.
 */
public sealed interface Place {

	/** It is kept for the invite that asked. */
	record Ours() implements Place {
	}

	/**
	 * Another invite has it.
	 *
	 * @param by which one
	 */
	record Taken(InviteId by) implements Place {
	}

}
