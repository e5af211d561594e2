package dev.missioncontrol.invite.api.replay;

import java.util.Optional;
import java.util.UUID;

import dev.missioncontrol.invite.api.idempotency.Fingerprint;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.paging.Cursor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What operators asked for, and what became of it.
 */
public interface ReplayJobs {

	/**
	 * Takes an order; some instance carries it out.
	 * @param order what to do
	 * @param requestedBy who asks
	 * @param once makes it safe to ask again; null for none
	 * @return the job, the same as before for the same key; a {@code ProblemException}
	 * when the key stands for another order
	 */
	Mono<ReplayJob> create(ReplayOrder order, String requestedBy, @Nullable Once once);

	/**
	 * Looks a job up.
	 * @param id which one
	 * @return empty when there is none
	 */
	Mono<ReplayJob> find(UUID id);

	/**
	 * Lists jobs.
	 * @param after where the last page ended; null for the first one
	 * @param limit the most to give
	 * @return newest first
	 */
	Flux<ReplayJob> list(@Nullable Cursor after, int limit);

	/**
	 * Lists the records of a job.
	 * @param job which job
	 * @param after the last one of the page before; null for the first page
	 * @param limit the most to give
	 * @return in their order
	 */
	Flux<ReplayItem> items(UUID job, @Nullable Long after, int limit);

	/**
	 * Asks for a job to stop; records in flight are still sent.
	 * @param id which one
	 * @return whether it could be asked: false when it was finished, empty when there is
	 * none
	 */
	Mono<Optional<Boolean>> cancel(UUID id);

	/**
	 * What makes two requests the same one.
	 *
	 * @param key the caller's name for it
	 * @param fingerprint tells whether it is the same order
	 */
	record Once(IdempotencyKey key, Fingerprint fingerprint) {

	}

}
