package dev.missioncontrol.invite.api.replay;

import java.time.Instant;
import java.util.Optional;

import dev.missioncontrol.invite.api.ledger.InviteMilestone;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.ledger.Milestone;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.WholeInviteEvent;

/**
 * Whether a record is worth sending again.
 */
public final class Verdict {

	private Verdict() {
	}

	/**
	 * Judges one record.
	 * @param event what it tells
	 * @param number the number that it would be sent with, were it not forced
	 * @param known what the ledger knows of the invite; empty when it does not
	 * @param letter what another job did with it
	 * @param force whether people are to be told anew
	 * @param now the time to judge by
	 * @return why it is left out; empty when it is to be sent
	 */
	public static Optional<ReplayResult> of(InviteEvent event, int number, Optional<LedgerEntry> known, Earlier letter,
			boolean force, Instant now) {
		if (!(event instanceof WholeInviteEvent whole)) {
			return Optional.of(ReplayResult.NOT_REPLAYABLE);
		}
		Optional<ReplayResult> ended = known.flatMap((entry) -> ended(entry, event.generation()));
		if (ended.isPresent()) {
			return ended;
		}
		if (whole.invite().isExpiredAt(now)) {
			return Optional.of(ReplayResult.EXPIRED);
		}
		if (force) {
			return Optional.empty();
		}
		if (letter == Earlier.SENT) {
			return Optional.of(ReplayResult.ALREADY_REPLAYED);
		}
		return known.filter((entry) -> wasTold(entry, event.generation(), number))
			.map((_) -> ReplayResult.ALREADY_DELIVERED);
	}

	private static Optional<ReplayResult> ended(LedgerEntry entry, int generation) {
		Optional<InviteClosed> closing = entry.closing().filter((closed) -> closed.closes(generation));
		if (closing.isPresent()) {
			return Optional.of(switch (closing.get().reason()) {
				case ACCEPTED, REVOKED -> ReplayResult.CLOSED;
				case EXPIRED -> ReplayResult.EXPIRED;
				case SUPERSEDED -> ReplayResult.SUPERSEDED;
			});
		}
		return (entry.invite().generation() > generation) ? Optional.of(ReplayResult.SUPERSEDED) : Optional.empty();
	}

	/**
	 * Numbers, not times: a record that failed after the person was told, because it came
	 * twice, must not be told again when Segment has forgotten its message id.
	 */
	private static boolean wasTold(LedgerEntry entry, int generation, int number) {
		return entry.milestones()
			.stream()
			.map(InviteMilestone::key)
			.anyMatch((key) -> key.milestone() == Milestone.NOTIFIED && key.generation() == generation
					&& key.replay() >= number);
	}

	/**
	 * The highest number that anything was told with.
	 * @param known what the ledger knows of the invite
	 * @param generation of the invite
	 * @return 0 when nothing was forced
	 */
	public static int highestNumber(Optional<LedgerEntry> known, int generation) {
		return known.stream()
			.flatMap((entry) -> entry.milestones().stream())
			.map(InviteMilestone::key)
			.filter((key) -> key.generation() == generation && hasNumber(key.milestone()))
			.mapToInt(InviteMilestone.Key::replay)
			.max()
			.orElse(0);
	}

	private static boolean hasNumber(Milestone milestone) {
		return switch (milestone) {
			case IDENTIFIED, NOTIFIED, NOTIFICATION_FAILED -> true;
			default -> false;
		};
	}

	/**
	 * What other jobs did with a dead letter.
	 */
	public enum Earlier {

		/** Nothing, or it is none. */
		NOTHING,

		/** One sent it. */
		SENT

	}

}
