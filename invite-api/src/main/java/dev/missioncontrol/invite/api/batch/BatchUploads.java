package dev.missioncontrol.invite.api.batch;

import java.util.List;

import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import reactor.core.publisher.Mono;

/**
 * Batches from the side of those who send them. All answers are {@code ProblemException}
 * when the store cannot be reached.
 */
public interface BatchUploads {

	/**
	 * Begins an upload, or goes on with the one that the key stands for.
	 * @param submitter who sends it
	 * @param key names it
	 * @param maxOpen most batches of the organization that have not ended
	 * @return where its rows belong; a {@code ProblemException} when the key stands for
	 * somebody else's, or when it would be one too many
	 */
	Mono<BatchId> begin(Submitter submitter, IdempotencyKey key, int maxOpen);

	/**
	 * Keeps rows. Those that are there already stay as they are.
	 * @param id which batch
	 * @param rows some of its rows, in their order
	 * @return completes when they are kept; a {@code ProblemException} when they differ
	 * from what came before under the same key
	 */
	Mono<Void> store(BatchId id, List<BatchRow> rows);

	/**
	 * All rows are there: they are to be carried out.
	 * @param id which batch
	 * @param total number of its rows
	 * @return completes when some instance will; a {@code ProblemException} when another
	 * number of rows came before under the same key
	 */
	Mono<Void> complete(BatchId id, int total);

	/**
	 * Forgets an upload that will never be complete.
	 * @param id which batch; one that is complete stays
	 * @return whether it is forgotten; false when it is complete
	 */
	Mono<Boolean> discard(BatchId id);

}
