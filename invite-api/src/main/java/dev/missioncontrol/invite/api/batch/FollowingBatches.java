package dev.missioncontrol.invite.api.batch;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shows batches and their rows, and stops them.
 */
public final class FollowingBatches {

	private final Batches batches;

	/**
	 * Puts the use case together.
	 * @param batches where they are kept
	 */
	public FollowingBatches(Batches batches) {
		this.batches = batches;
	}

	/**
	 * Shows one.
	 * @param viewer who asks
	 * @param id its id as it was sent
	 * @return the batch; a {@code ProblemException} when the viewer has none of this id
	 */
	public Mono<Batch> find(Viewer viewer, String id) {
		return Mono.justOrEmpty(BatchId.parse(id))
			.flatMap((parsed) -> this.batches.find(viewer, parsed))
			.switchIfEmpty(Mono.error(FollowingBatches::notFound));
	}

	/**
	 * Shows the rows of one, however many there are.
	 * @param batch which one
	 * @param outcome only those with this one; null for all
	 * @return the rows in their order, as they are at the moment when they are read
	 */
	public Flux<RowView> rows(Batch batch, @Nullable RowOutcome outcome) {
		return this.batches.rows(batch, outcome);
	}

	/**
	 * Stops one. Rows that were begun are finished.
	 * @param viewer who asks
	 * @param id its id as it was sent
	 * @return the batch; a {@code ProblemException} when the viewer has none of this id
	 * or it has ended
	 */
	public Mono<Batch> cancel(Viewer viewer, String id) {
		return find(viewer, id).flatMap((batch) -> this.batches.cancel(batch.id()).flatMap((stopped) -> {
			if (!stopped) {
				return Mono.error(
						new ProblemException(Problem.of(ProblemCode.BATCH_FINISHED, "There is nothing left to stop.")));
			}
			return find(viewer, id);
		}));
	}

	private static ProblemException notFound() {
		return new ProblemException(Problem.of(ProblemCode.BATCH_NOT_FOUND,
				"Your organization has no batch with this id; those that ended long ago are forgotten."));
	}

}
