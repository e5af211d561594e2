package dev.missioncontrol.invite.api.reconcile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.missioncontrol.invite.api.ledger.InviteMilestone;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.ledger.Milestone;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.api.ledger.Projection;
import dev.missioncontrol.invite.event.ClaimEvent.InviteAccepted;
import dev.missioncontrol.invite.event.CloudEvent;
import dev.missioncontrol.invite.event.InviteId;
import reactor.core.publisher.Mono;

/**
 * Gives the ledger the acceptances that it did not hear of. It decides about them as
 * about any other: the first one stands, and what ended otherwise is not reopened.
 */
public final class Reconciling {

	private static final String SOURCE = "/invite-api";

	private final Ledger ledger;

	private final Projecting projecting;

	/**
	 * Puts the use case together.
	 * @param ledger knows how invites ended
	 * @param projecting records what it missed
	 */
	public Reconciling(Ledger ledger, Projecting projecting) {
		this.ledger = ledger;
		this.projecting = projecting;
	}

	/**
	 * Compares sign-ups with the ledger and records those that it missed.
	 * @param signUps in the order of time
	 * @return what each of them means; an error when the ledger cannot be reached, after
	 * which the same sign-ups can be given again
	 */
	public Mono<Map<Finding, List<SignUp>>> reconcile(List<SignUp> signUps) {
		if (signUps.isEmpty()) {
			return Mono.just(Map.of());
		}
		return this.ledger.find(signUps.stream().map(SignUp::inviteId).distinct().toList())
			.collectMap((entry) -> entry.invite().inviteId())
			.flatMap((entries) -> record(sort(signUps, entries), entries));
	}

	private static Map<Finding, List<SignUp>> sort(List<SignUp> signUps, Map<InviteId, LedgerEntry> entries) {
		Map<Finding, List<SignUp>> sorted = new EnumMap<>(Finding.class);
		signUps.forEach(
				(signUp) -> sorted
					.computeIfAbsent(Finding.of(signUp, Optional.ofNullable(entries.get(signUp.inviteId()))),
							(_) -> new ArrayList<>())
					.add(signUp));
		return sorted;
	}

	private Mono<Map<Finding, List<SignUp>>> record(Map<Finding, List<SignUp>> sorted,
			Map<InviteId, LedgerEntry> entries) {
		Map<InviteId, Integer> generations = new LinkedHashMap<>();
		entries.forEach((id, entry) -> generations.put(id, entry.invite().generation()));
		List<CloudEvent<InviteAccepted>> missed = sorted.getOrDefault(Finding.MISSED, List.of())
			.stream()
			.map((signUp) -> accepted(signUp, generations))
			.toList();
		List<InviteMilestone> conflicts = sorted.getOrDefault(Finding.CONFLICT, List.of())
			.stream()
			.map((signUp) -> milestone(signUp, generations))
			.toList();
		Mono<?> beside = conflicts.isEmpty() ? Mono.empty() : this.ledger.record(Projection.ofMilestones(conflicts));
		return this.projecting.project(missed).then(beside).thenReturn(sorted);
	}

	/** The provider does not say by which link; for the ledger the newest one counts. */
	private static CloudEvent<InviteAccepted> accepted(SignUp signUp, Map<InviteId, Integer> generations) {
		int generation = generations.getOrDefault(signUp.inviteId(), 1);
		return CloudEvent.once(SOURCE, signUp.changedAt(),
				new InviteAccepted(signUp.inviteId(), generation, signUp.account()));
	}

	private static InviteMilestone milestone(SignUp signUp, Map<InviteId, Integer> generations) {
		int generation = generations.getOrDefault(signUp.inviteId(), 1);
		return new InviteMilestone(
				new InviteMilestone.Key(signUp.inviteId(), generation, Milestone.ACCEPTED, signUp.account()),
				signUp.changedAt());
	}

}
