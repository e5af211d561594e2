package dev.missioncontrol.invite.api.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.missioncontrol.invite.event.InviteId;

/**
 * One milestone of one invite. Told several times, the earliest time counts, so that the
 * order of telling does not matter.
 *
 * @param key which one
 * @param at when it happened, by the event that told it
 */
public record InviteMilestone(Key key, Instant at) {

	InviteMilestone earlier(InviteMilestone other) {
		return other.at.isBefore(this.at) ? other : this;
	}

	/**
	 * What makes two tellings the same milestone.
	 *
	 * @param inviteId the invite
	 * @param generation its generation
	 * @param milestone what happened
	 * @param detail which of the ways in which it can happen; empty where there is one
	 */
	public record Key(InviteId inviteId, int generation, Milestone milestone,
			String detail) implements Comparable<Key> {

		private static final Comparator<Key> ORDER = Comparator.comparing(Key::inviteId)
			.thenComparingInt(Key::generation)
			.thenComparing(Key::milestone)
			.thenComparing(Key::detail);

		private static final Pattern REPLAY = Pattern.compile("replay (\\d{1,9})\\)?$");

		/**
		 * Which telling of the invite the detail names.
		 * @return 0 for the pipeline's own, 1 or more for a replay that ops forced
		 */
		public int replay() {
			Matcher matcher = REPLAY.matcher(this.detail);
			return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
		}

		@Override
		public int compareTo(Key other) {
			return ORDER.compare(this, other);
		}

	}

}
