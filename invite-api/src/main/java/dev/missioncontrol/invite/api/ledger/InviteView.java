package dev.missioncontrol.invite.api.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.missioncontrol.invite.event.ClaimEvent.Rejection;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Role;

/**
 * An invite as admins see it.
 *
 * @param inviteId its id
 * @param email who is invited
 * @param organization where to
 * @param roles with which roles
 * @param status where it stands
 * @param generation number of the newest link
 * @param requestedBy who asked for that link
 * @param requestedAt when the first link was asked for
 * @param expiresAt first instant at which the newest link no longer works
 * @param timeline what happened, in order of time
 */
public record InviteView(InviteId inviteId, String email, String organization, List<Role> roles, InviteStatus status,
		int generation, String requestedBy, Instant requestedAt, Instant expiresAt, List<TimelineEntry> timeline) {

	/**
	 * Shows what is recorded.
	 * @param entry all that is recorded of an invite
	 * @param now tells whether it has expired
	 * @return what people may see
	 */
	public static InviteView of(LedgerEntry entry, Instant now) {
		Invite invite = entry.invite();
		return new InviteView(invite.inviteId(), invite.email().value(), invite.organization().id(),
				List.copyOf(invite.roles()), entry.status(now), invite.generation(), invite.requestedBy(),
				entry.requestedAt(), invite.expiresAt(), timeline(entry));
	}

	private static List<TimelineEntry> timeline(LedgerEntry entry) {
		return Stream
			.concat(entry.milestones().stream().map((milestone) -> step(milestone, entry.closing())),
					entry.closing().stream().flatMap((closed) -> ending(closed, entry)))
			.sorted(Comparator.comparing(TimelineEntry::at)
				.thenComparing(TimelineEntry::milestone)
				.thenComparing((step) -> Optional.ofNullable(step.detail()).orElse("")))
			.toList();
	}

	/** An acceptance that came second was none. */
	private static TimelineEntry step(InviteMilestone milestone, Optional<InviteClosed> closing) {
		InviteMilestone.Key key = milestone.key();
		if (key.milestone() == Milestone.ACCEPTED && !isAcceptance(closing, key.detail())) {
			return new TimelineEntry(Milestone.CLAIM_REJECTED, key.generation(), milestone.at(), rejection(closing));
		}
		return new TimelineEntry(key.milestone(), key.generation(), milestone.at(),
				key.detail().isEmpty() ? null : key.detail());
	}

	/** The reason that a gateway gives when it knows of the end. */
	private static String rejection(Optional<InviteClosed> closing) {
		return WireNames.of(closing.map(InviteClosed::reason).map((reason) -> switch (reason) {
			case ACCEPTED -> Rejection.ALREADY_ACCEPTED;
			case REVOKED -> Rejection.REVOKED;
			case EXPIRED -> Rejection.EXPIRED;
			case SUPERSEDED -> Rejection.SUPERSEDED;
		}).orElse(Rejection.LOGIN_REFUSED));
	}

	private static boolean isAcceptance(Optional<InviteClosed> closing, String account) {
		return closing
			.filter((closed) -> closed.reason() == InviteClosed.Reason.ACCEPTED && account.equals(closed.by()))
			.isPresent();
	}

	private static Stream<TimelineEntry> ending(InviteClosed closed, LedgerEntry entry) {
		return switch (closed.reason()) {
			// Is a milestone of its own, unless nobody told but the login provider.
			case ACCEPTED -> entry.milestones()
				.stream()
				.map(InviteMilestone::key)
				.anyMatch((key) -> key.milestone() == Milestone.ACCEPTED && key.detail().equals(closed.by()))
						? Stream.empty() : Stream.of(ending(closed, Milestone.ACCEPTED));
			// Always a milestone of its own.
			case SUPERSEDED -> Stream.empty();
			case REVOKED -> Stream.of(ending(closed, Milestone.REVOKED));
			case EXPIRED -> Stream.of(ending(closed, Milestone.EXPIRED));
		};
	}

	private static TimelineEntry ending(InviteClosed closed, Milestone milestone) {
		return new TimelineEntry(milestone, closed.generation(), closed.at(), closed.by());
	}

}
