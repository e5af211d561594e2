package dev.missioncontrol.invite.api.invite;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.event.Invite;

/**
 * How a request to invite somebody ended.
 */
public sealed interface RequestOutcome {

	/**
	 * The command is in the log.
	 *
	 * @param invite what was accepted, now or by an earlier request with the same key
	 */
	record Accepted(Invite invite) implements RequestOutcome {
	}

	/**
	 * The request was refused, and nothing was written.
	 *
	 * @param problem why
	 */
	record Refused(Problem problem) implements RequestOutcome {
	}

}
