package dev.missioncontrol.invite.api.batch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Batches from the side of those who carry them out, part by part. One at a time holds a
 * part, by a lease.
 */
public interface BatchWork {

	/**
	 * Takes a part that nobody holds. Batches take turns.
	 * @param owner who takes it
	 * @return the part; empty when there is none
	 */
	Mono<Part> claim(UUID owner);

	/**
	 * Records results and gives the part back: for good when no row is left, or when the
	 * batch was stopped.
	 * @param part which part
	 * @param results what came of which rows
	 * @param pause how long the batch is to be left alone; null for not at all
	 * @return how the batch ended, if it did; nothing is recorded when somebody else
	 * holds the part now
	 */
	Mono<Optional<BatchState>> giveBack(Part part, List<RowResult> results, @Nullable Duration pause);

	/**
	 * Some rows that follow each other, in the hands of somebody.
	 *
	 * @param batch which batch
	 * @param number which part of it
	 * @param owner who holds it
	 * @param submitter on whose behalf
	 * @param rows those without a result; none when the batch was stopped before the part
	 * was begun
	 * @param accepted results of those whose command is in the log, by an attempt that
	 * could not record it; no rule is asked about them any more
	 */
	record Part(BatchId batch, int number, UUID owner, Submitter submitter, List<BatchRow> rows,
			List<RowResult> accepted) {

		/**
		 * Keeps the rows.
		 */
		public Part {
			rows = List.copyOf(rows);
			accepted = List.copyOf(accepted);
		}

	}

}
