package dev.missioncontrol.invite.api.batch;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Batches whose upload is complete. All answers are {@code ProblemException} when the
 * store cannot be reached.
 */
public interface Batches {

	/**
	 * Looks a batch up.
	 * @param viewer for whom
	 * @param id which one
	 * @return empty when the viewer has none of this id
	 */
	Mono<Batch> find(Viewer viewer, BatchId id);

	/**
	 * Gives the rows of a batch, as they are asked for.
	 * @param batch which one
	 * @param outcome only those with this one; null for all
	 * @return in their order
	 */
	Flux<RowView> rows(Batch batch, @Nullable RowOutcome outcome);

	/**
	 * Stops a batch: no row is begun any more.
	 * @param id which one
	 * @return whether there was anything to stop
	 */
	Mono<Boolean> cancel(BatchId id);

}
