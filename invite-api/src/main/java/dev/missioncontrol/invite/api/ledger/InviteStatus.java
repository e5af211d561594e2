package dev.missioncontrol.invite.api.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.missioncontrol.invite.event.InviteClosed;

/**
 * Where an invite stands.
 */
public enum InviteStatus {

	/** Accepted by us. */
	REQUESTED,

	/** Its link exists. */
	SIGNED,

	/** The person was told. */
	NOTIFIED,

	/** The person followed the link. */
	OPENED,

	/** The person logged in. Final. */
	ACCEPTED,

	/** The person could not be told, or the link not be made. */
	FAILED,

	/** An admin took it back. Final. */
	REVOKED,

	/** Its time was over. */
	EXPIRED;

	/**
	 * The name on the wire.
	 * @return one lower-case word
	 */
	@JsonValue
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Derives the status from what is recorded; nowhere is it stored.
	 * @param generation the newest generation: milestones of earlier ones do not count
	 * @param expiresAt first instant at which its link no longer works
	 * @param closing how the invite ended; empty when it has not
	 * @param milestones what happened to any generation
	 * @param now the time to judge by
	 * @return the status; a person who opened a link was told, whatever we heard of it
	 */
	public static InviteStatus of(int generation, Instant expiresAt, Optional<InviteClosed> closing,
			Collection<InviteMilestone> milestones, Instant now) {
		Optional<InviteStatus> ended = closing.flatMap((closed) -> ended(closed, generation));
		if (ended.isPresent()) {
			return ended.get();
		}
		if (!now.isBefore(expiresAt)) {
			return EXPIRED;
		}
		Set<Milestone> reached = milestones.stream()
			.map(InviteMilestone::key)
			.filter((key) -> key.generation() == generation)
			.map(InviteMilestone.Key::milestone)
			.collect(Collectors.toSet());
		return pending(reached);
	}

	private static Optional<InviteStatus> ended(InviteClosed closed, int generation) {
		if (!closed.closes(generation)) {
			return Optional.empty();
		}
		return switch (closed.reason()) {
			case ACCEPTED -> Optional.of(ACCEPTED);
			case REVOKED -> Optional.of(REVOKED);
			case EXPIRED -> Optional.of(EXPIRED);
			// The generation that supersedes this one is on its way to us.
			case SUPERSEDED -> Optional.empty();
		};
	}

	private static InviteStatus pending(Set<Milestone> reached) {
		if (reached.contains(Milestone.OPENED)) {
			return OPENED;
		}
		if (reached.contains(Milestone.NOTIFIED)) {
			return NOTIFIED;
		}
		if (reached.contains(Milestone.NOTIFICATION_FAILED)) {
			return FAILED;
		}
		if (reached.contains(Milestone.SIGNED) || reached.contains(Milestone.IDENTIFIED)) {
			return SIGNED;
		}
		if (reached.contains(Milestone.SIGNING_FAILED)) {
			return FAILED;
		}
		return REQUESTED;
	}

}
