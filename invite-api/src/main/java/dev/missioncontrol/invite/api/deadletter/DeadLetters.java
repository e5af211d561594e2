package dev.missioncontrol.invite.api.deadletter;

import java.util.List;

import dev.missioncontrol.invite.api.paging.Cursor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where dead letters are recorded.
 */
public interface DeadLetters {

	/**
	 * Records dead letters; doing so again changes nothing.
	 * @param letters in the order in which they came
	 * @return completes when they are recorded
	 */
	Mono<Void> record(List<BuriedRecord> letters);

	/**
	 * Lists dead letters, newest first.
	 * @param filter which ones
	 * @param state in which state; null for both
	 * @param after where the last page ended; null for the first one
	 * @param limit the most to give
	 * @return the letters
	 */
	Flux<Found> list(DeadLetterFilter filter, @Nullable DeadLetterState state, @Nullable Cursor after, int limit);

	/**
	 * Looks dead letters up.
	 * @param ids which ones
	 * @return those that are recorded, in no order
	 */
	Flux<Found> find(List<DeadLetterId> ids);

	/**
	 * What jobs did with a dead letter.
	 * @param id which one
	 * @return newest first
	 */
	Flux<DeadLetterDetail.Attempt> attempts(DeadLetterId id);

	/**
	 * A dead letter and what ops did about it.
	 *
	 * @param letter what is recorded of it
	 * @param state what ops did
	 */
	record Found(BuriedRecord letter, DeadLetterState state) {

		/**
		 * Where a page that ends with this one ended.
		 * @return the columns that lists are sorted by
		 */
		public Cursor cursor() {
			DeadLetterId id = this.letter.id();
			return Cursor.of(this.letter.lastAt(), id.topic().deadLetters(), id.partition(), id.offset());
		}

	}

}
