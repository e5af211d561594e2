package dev.missioncontrol.invite.api.deadletter;

import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.api.ledger.InviteMilestone;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.Milestone;
import dev.missioncontrol.invite.api.ledger.Projection;
import reactor.core.publisher.Mono;

/**
 * Records batches of dead letters. For invites that could not be signed this is the only
 * word that anybody hears of it, so the ledger is told.
 */
public final class RecordingDeadLetters {

	private final DeadLetters letters;

	private final Ledger ledger;

	/**
	 * Puts the use case together.
	 * @param letters where they are recorded
	 * @param ledger where invites are
	 */
	public RecordingDeadLetters(DeadLetters letters, Ledger ledger) {
		this.letters = letters;
		this.ledger = ledger;
	}

	/**
	 * Records dead letters.
	 * @param batch in the order in which they came
	 * @return completes when all are recorded; an error when not, after which the whole
	 * batch can be recorded again
	 */
	public Mono<Void> record(List<BuriedRecord> batch) {
		List<InviteMilestone> failures = batch.stream().flatMap((letter) -> unsigned(letter).stream()).toList();
		Mono<Void> recorded = this.letters.record(batch);
		return failures.isEmpty() ? recorded
				: recorded.then(Mono.defer(() -> this.ledger.record(Projection.ofMilestones(failures)))).then();
	}

	/** A revocation that nobody could read leaves no link unmade. */
	private static Optional<InviteMilestone> unsigned(BuriedRecord letter) {
		BuriedRecord.Subject subject = letter.subject();
		if (letter.stage() != Stage.SIGN || subject == null || !subject.isWhole()) {
			return Optional.empty();
		}
		return Optional.of(new InviteMilestone(new InviteMilestone.Key(subject.inviteId(), subject.generation(),
				Milestone.SIGNING_FAILED, letter.reason()), letter.lastAt()));
	}

}
