package dev.missioncontrol.invite.api.live;

import java.util.List;

/**
 * What one look at the changes of an organization gave.
 *
 * @param horizon up to where nothing can change any more: whatever an open transaction
 * may still add lies behind it
 * @param changes what lies between where the reader stood and there, in order; each
 * invite once
 * @param full whether there may be more of it
 */
public record ChangePage(ChangePosition horizon, List<InviteChange> changes, boolean full) {

	/**
	 * Keeps a copy.
	 */
	public ChangePage {
		changes = List.copyOf(changes);
	}

	/** Where a reader stands who has read all of it. */
	ChangePosition end() {
		return this.full ? this.changes.getLast().position() : this.horizon;
	}

	/** Without what a reader who stands there has seen. */
	ChangePage after(ChangePosition position) {
		return new ChangePage(this.horizon,
				this.changes.stream().filter((change) -> position.isBefore(change.position())).toList(), this.full);
	}

}
