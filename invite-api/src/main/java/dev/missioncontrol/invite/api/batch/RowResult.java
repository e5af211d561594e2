package dev.missioncontrol.invite.api.batch;

import java.util.List;

import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.Violation;
import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;

/**
 * What came of a row.
 *
 * @param row its number
 * @param outcome never pending
 * @param inviteId the invite that was accepted, or the pending one of a duplicate; null
 * otherwise
 * @param code why there is no new one; null when it was accepted
 * @param violations what is wrong in the row; empty for most codes
 */
public record RowResult(int row, RowOutcome outcome, @Nullable InviteId inviteId, @Nullable ProblemCode code,
		List<Violation> violations) {

	/**
	 * Keeps what was found.
	 */
	public RowResult {
		violations = List.copyOf(violations);
	}

	/**
	 * The person is invited.
	 * @param row its number
	 * @param inviteId the invite
	 * @return the result
	 */
	public static RowResult accepted(int row, InviteId inviteId) {
		return new RowResult(row, RowOutcome.ACCEPTED, inviteId, null, List.of());
	}

	static RowResult refused(int row, ProblemCode code, List<Violation> violations) {
		return new RowResult(row, RowOutcome.REFUSED, null, code, violations);
	}

}
