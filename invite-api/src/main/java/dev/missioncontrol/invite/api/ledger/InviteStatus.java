package dev.missioncontrol.invite.api.ledger;

import java.time.Instant;
import java.util.Arrays;
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
	 * The status with this name.
	 * @param wireName a name that {@link #wireName()} gave
	 * @return empty when there is none
	 */
	public static Optional<InviteStatus> named(String wireName) {
		return Arrays.stream(values()).filter((status) -> status.wireName().equals(wireName)).findAny();
	}

	/**
	 * Derives the status from what is recorded.
	 * @param generation the newest generation: milestones of earlier ones do not count
	 * @param expiresAt first instant at which its link no longer works
	 * @param closing how the invite ended; empty when it has not
	 * @param milestones what happened to any generation
	 * @param now the time to judge by
	 * @return the status; a person who opened a link was told, whatever we heard of it
	 */
	public static InviteStatus of(int generation, Instant expiresAt, Optional<InviteClosed> closing,
			Collection<InviteMilestone> milestones, Instant now) {
		return standing(generation, closing, milestones).at(expiresAt, now);
	}

	/**
	 * All of the status but what the clock adds: that alone can be kept in an index.
	 * Whoever keeps it computes it again from all that is recorded whenever any of it
	 * changes.
	 * @param generation the newest generation: milestones of earlier ones do not count
	 * @param closing how the invite ended; empty when it has not
	 * @param milestones what happened to any generation
	 * @return the status before its time is over
	 */
	public static InviteStatus standing(int generation, Optional<InviteClosed> closing,
			Collection<InviteMilestone> milestones) {
		return closing.flatMap((closed) -> ended(closed, generation)).orElseGet(() -> {
			Set<Milestone> reached = milestones.stream()
				.map(InviteMilestone::key)
				.filter((key) -> key.generation() == generation)
				.map(InviteMilestone.Key::milestone)
				.collect(Collectors.toSet());
			return pending(reached);
		});
	}

	/**
	 * The status of an invite that stands here.
	 * @param expiresAt first instant at which its link no longer works
	 * @param now the time to judge by
	 * @return the status
	 */
	public InviteStatus at(Instant expiresAt, Instant now) {
		return (ends() || now.isBefore(expiresAt)) ? this : EXPIRED;
	}

	/**
	 * Whether time changes nothing any more.
	 * @return false for an invite that can still expire
	 */
	public boolean ends() {
		return this == ACCEPTED || this == REVOKED || this == EXPIRED;
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
