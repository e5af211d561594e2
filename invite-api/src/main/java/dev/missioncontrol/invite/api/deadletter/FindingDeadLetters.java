package dev.missioncontrol.invite.api.deadletter;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.api.ledger.InviteView;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.paging.Cursor;
import dev.missioncontrol.invite.api.paging.Page;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Shows dead letters to operators.
 */
public final class FindingDeadLetters {

	private final DeadLetters letters;

	private final Ledger ledger;

	private final Clock clock;

	/**
	 * Puts the use case together.
	 * @param letters where they are recorded
	 * @param ledger knows whom they are about
	 * @param clock tells what has expired
	 */
	public FindingDeadLetters(DeadLetters letters, Ledger ledger, Clock clock) {
		this.letters = letters;
		this.ledger = ledger;
		this.clock = clock;
	}

	/**
	 * Lists dead letters, newest first.
	 * @param filter which ones
	 * @param state in which state; null for both
	 * @param after where the last page ended; null for the first one
	 * @param limit most items of a page
	 * @return the page
	 */
	public Mono<Page<DeadLetterItem>> list(DeadLetterFilter filter, @Nullable DeadLetterState state,
			@Nullable Cursor after, int limit) {
		return this.letters.list(filter, state, after, limit + 1).collectList().map((found) -> {
			Page<DeadLetters.Found> page = Page.of(found, limit, DeadLetters.Found::cursor);
			return new Page<>(
					page.items().stream().map((each) -> DeadLetterItem.of(each.letter(), each.state())).toList(),
					page.nextCursor());
		});
	}

	/**
	 * Shows one.
	 * @param id its name as it was sent
	 * @return the dead letter; a {@code ProblemException} when there is none
	 */
	public Mono<DeadLetterDetail> find(String id) {
		return Mono.justOrEmpty(DeadLetterId.parse(id))
			.flatMap((letter) -> this.letters.find(List.of(letter)).next())
			.flatMap(this::detail)
			.switchIfEmpty(Mono.error(() -> new ProblemException(
					Problem.of(ProblemCode.DEAD_LETTER_NOT_FOUND, "No dead letter of this name is recorded."))));
	}

	private Mono<DeadLetterDetail> detail(DeadLetters.Found found) {
		BuriedRecord letter = found.letter();
		return Mono.zip(invite(letter), this.letters.attempts(letter.id()).collectList())
			.map((both) -> new DeadLetterDetail(DeadLetterItem.of(letter, found.state()), letter.consumer(),
					letter.origin(), letter.eventType(), letter.valueBytes(), both.getT1().orElse(null), both.getT2()));
	}

	private Mono<Optional<InviteView>> invite(BuriedRecord letter) {
		BuriedRecord.Subject subject = letter.subject();
		return (subject == null) ? Mono.just(Optional.empty())
				: this.ledger.find(List.of(subject.inviteId()))
					.next()
					.map((entry) -> Optional.of(InviteView.of(entry, this.clock.instant())))
					.defaultIfEmpty(Optional.empty());
	}

}
