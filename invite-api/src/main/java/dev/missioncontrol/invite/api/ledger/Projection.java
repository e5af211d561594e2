package dev.missioncontrol.invite.api.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.missioncontrol.invite.event.ClaimEvent.ClaimRejected;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.ClaimEvent.InviteOpened;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteResendRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.InviteExpiringSoon;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationDelivered;
import dev.missioncontrol.invite.event.NotificationEvent.NotificationFailed;

/**
 * What a batch of events says, folded together. Everything is sorted by invite, so that
 * two batches at a time never lock rows in opposite orders.
 */
public final class Projection {

	private final Map<InviteId, Map<Integer, Invite>> invites = new TreeMap<>();

	private final Map<InviteMilestone.Key, InviteMilestone> milestones = new TreeMap<>();

	private final Map<InviteId, InviteClosed> proposals = new TreeMap<>();

	private final Map<InviteId, InviteClosed> published = new TreeMap<>();

	private Projection() {
	}

	/**
	 * Folds events.
	 * @param events in the order in which they came
	 * @return what they say
	 */
	public static Projection of(Collection<? extends CloudEvent<?>> events) {
		Projection projection = new Projection();
		events.forEach(projection::take);
		return projection;
	}

	/**
	 * What happened without an event telling it.
	 * @param milestones in any order
	 * @return what they say
	 */
	public static Projection ofMilestones(Collection<InviteMilestone> milestones) {
		Projection projection = new Projection();
		milestones
			.forEach((milestone) -> projection.milestones.merge(milestone.key(), milestone, InviteMilestone::earlier));
		return projection;
	}

	private void take(CloudEvent<?> event) {
		switch (event.data()) {
			case InviteRequested(var invite, var replaces) -> {
				details(invite);
				happened(event, Milestone.REQUESTED, "");
				if (replaces != null) {
					revoked(replaces.inviteId(), replaces.generation(), invite.requestedAt(), invite.requestedBy());
				}
			}
			case InviteResendRequested(var invite, var supersedes) -> {
				details(invite);
				happened(event, Milestone.REQUESTED, "");
				if (Boolean.TRUE.equals(supersedes)) {
					superseded(invite);
				}
			}
			case InviteRevokeRequested revoke ->
				revoked(revoke.inviteId(), revoke.generation(), revoke.requestedAt(), revoke.requestedBy());
			case InviteSigned signed -> {
				details(signed.invite());
				happened(event, Milestone.SIGNED, "");
			}
			case InviteIdentified identified -> {
				details(identified.invite());
				happened(event, Milestone.IDENTIFIED, replay(identified.replay()));
			}
			case NotificationDelivered delivered -> happened(event, Milestone.NOTIFIED, replay(delivered.replay()));
			case NotificationFailed failed -> happened(event, Milestone.NOTIFICATION_FAILED, failure(failed));
			case InviteOpened opened -> happened(event, opened.automated() ? Milestone.SCANNED : Milestone.OPENED, "");
			case InviteAccepted accepted -> {
				happened(event, Milestone.ACCEPTED, accepted.acceptedBy());
				propose(new InviteClosed(accepted.inviteId(), InviteClosed.Reason.ACCEPTED, event.time(),
						accepted.generation(), accepted.acceptedBy()));
			}
			case ClaimRejected rejected -> happened(event, Milestone.CLAIM_REJECTED, WireNames.of(rejected.reason()));
			case InviteExpiringSoon _ -> happened(event, Milestone.EXPIRING_SOON, "");
			case InviteClosed closed ->
				this.published.merge(closed.inviteId(), closed, (earlier, later) -> later.after(earlier));
		}
	}

	private void details(Invite invite) {
		this.invites.computeIfAbsent(invite.inviteId(), (_) -> new TreeMap<>())
			.merge(invite.generation(), invite,
					(one, other) -> other.requestedAt().isBefore(one.requestedAt()) ? other : one);
	}

	private void happened(CloudEvent<? extends InviteEvent> event, Milestone milestone, String detail) {
		happened(event.data().inviteId(), event.data().generation(), milestone, detail, event.time());
	}

	private void happened(InviteId inviteId, int generation, Milestone milestone, String detail, Instant at) {
		InviteMilestone.Key key = new InviteMilestone.Key(inviteId, generation, milestone, detail);
		this.milestones.merge(key, new InviteMilestone(key, at), InviteMilestone::earlier);
	}

	private void revoked(InviteId inviteId, int generation, Instant at, String by) {
		happened(inviteId, generation, Milestone.REVOKE_REQUESTED, by, at);
		propose(new InviteClosed(inviteId, InviteClosed.Reason.REVOKED, at, generation, by));
	}

	/** Recorded as a milestone, too: of the closings, only the last one is kept. */
	private void superseded(Invite newer) {
		int generation = newer.generation() - 1;
		happened(newer.inviteId(), generation, Milestone.SUPERSEDED, newer.requestedBy(), newer.requestedAt());
		propose(new InviteClosed(newer.inviteId(), InviteClosed.Reason.SUPERSEDED, newer.requestedAt(), generation,
				newer.requestedBy()));
	}

	/** The first of a batch that is for good stands, as the first of all does. */
	private void propose(InviteClosed closing) {
		this.proposals.merge(closing.inviteId(), closing,
				(earlier, later) -> earlier.endsForGood() ? earlier : later.after(earlier));
	}

	private static String replay(int replay) {
		return (replay == 0) ? "" : "replay " + replay;
	}

	private static String failure(NotificationFailed failed) {
		String detail = WireNames.of(failed.stage()) + ": " + failed.reason();
		return (failed.replay() == 0) ? detail : detail + " (" + replay(failed.replay()) + ")";
	}

	/**
	 * What generations of invites are.
	 * @return sorted by invite and generation
	 */
	public List<Invite> invites() {
		List<Invite> all = new ArrayList<>();
		this.invites.values().forEach((generations) -> all.addAll(generations.values()));
		return all;
	}

	/**
	 * What happened.
	 * @return sorted, each milestone once
	 */
	public List<InviteMilestone> milestones() {
		return List.copyOf(this.milestones.values());
	}

	/**
	 * Final states that the events ask for, to be decided.
	 * @return sorted by invite, one for each
	 */
	public List<InviteClosed> proposals() {
		return List.copyOf(this.proposals.values());
	}

	/**
	 * Final states that are on their topic already.
	 * @return sorted by invite, the last of each
	 */
	public List<InviteClosed> published() {
		return List.copyOf(this.published.values());
	}

	/**
	 * All that the batch says anything of.
	 * @return each once
	 */
	public Set<InviteId> inviteIds() {
		Set<InviteId> all = new TreeSet<>(this.invites.keySet());
		this.milestones.keySet().forEach((key) -> all.add(key.inviteId()));
		all.addAll(this.proposals.keySet());
		all.addAll(this.published.keySet());
		return all;
	}

	/**
	 * Whether there is nothing to record.
	 * @return true for no events
	 */
	public boolean isEmpty() {
		return this.invites.isEmpty() && this.milestones.isEmpty() && this.published.isEmpty();
	}

}
