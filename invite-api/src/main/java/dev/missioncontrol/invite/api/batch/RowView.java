package dev.missioncontrol.invite.api.batch;

import java.util.List;

import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A row as callers see it.
 *
 * @param row its number, from 1 on; the header of a CSV is none
 * @param email who was to be invited, as it was sent; null when that cannot be read
 * @param outcome what came of it
 * @param inviteId the invite that was accepted, or the pending one of a duplicate; null
 * otherwise
 * @param code why there is no new one, as in the answer to a single request; null when
 * there is one, or not yet
 * @param errors what is wrong in the row
 */
public record RowView(int row, @Nullable String email, RowOutcome outcome, @Nullable String inviteId,
		@Nullable String code, List<Violation> errors) {

	@Override
	public String toString() {
		return "RowView[row=" + this.row + ", outcome=" + this.outcome + "]";
	}

}
