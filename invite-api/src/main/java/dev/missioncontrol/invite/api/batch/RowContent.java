package dev.missioncontrol.invite.api.batch;

import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.problem.Violation;

/**
 * What a row holds.
 */
public sealed interface RowContent {

	/**
	 * A request, in which anything may be wrong still.
	 *
	 * @param request the same as one that comes alone
	 */
	record Legible(InviteRequest request) implements RowContent {
	}

	/**
	 * Nothing that could be read.
	 *
	 * @param violation why
	 */
	record Illegible(Violation violation) implements RowContent {
	}

}
