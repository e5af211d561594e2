package dev.missioncontrol.invite.api.mode;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;

/**
 * What this instance is for, from its start to its end.
 *
 * @param readOnly whether it answers queries and changes nothing, as in a backup region
 * whose topics are copies: it reads them into its database, and writes to none
 */
public record Mode(boolean readOnly) {

	/** What callers are told who want to change something. */
	public static final Problem REFUSAL = Problem.of(ProblemCode.READ_ONLY,
			"This instance only reads for now. Nothing was done.");

}
