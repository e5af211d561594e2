package dev.missioncontrol.invite.api.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes an upload, some rows at a time, no faster than they can be kept. Nobody is
 * invited before all of it is here.
 */
public final class ReceivingBatch {

	/** The same upload would meet them again. */
	private static final Set<ProblemCode> HOPELESS = Set.of(ProblemCode.TOO_MANY_ROWS, ProblemCode.MALFORMED_CSV,
			ProblemCode.MALFORMED_JSON, ProblemCode.BODY_MISSING, ProblemCode.INVALID_REQUEST,
			ProblemCode.BODY_TOO_LARGE);

	private final BatchUploads uploads;

	private final Batches batches;

	private final UploadLimits limits;

	private final UploadPlaces places;

	/**
	 * Puts the use case together.
	 * @param uploads keeps what comes
	 * @param batches shows what came
	 * @param limits how much may come
	 */
	public ReceivingBatch(BatchUploads uploads, Batches batches, UploadLimits limits) {
		this.uploads = uploads;
		this.batches = batches;
		this.limits = limits;
		this.places = new UploadPlaces(limits);
	}

	/**
	 * Takes a batch.
	 * @param submitter who sends it
	 * @param key makes it safe to send the same batch again, also one that broke off;
	 * null for none
	 * @param rows all of them, numbered from 1 on; a {@code ProblemException} when they
	 * cannot be told apart
	 * @return the batch once all rows are kept, new or as it is since an earlier upload
	 * with the same key; a {@code ProblemException} when nothing was taken
	 */
	public Mono<Batch> receive(Submitter submitter, @Nullable IdempotencyKey key, Flux<BatchRow> rows) {
		String organization = submitter.caller().organization().id();
		return Mono.using(() -> {
			this.places.take(organization);
			return organization;
		}, (_) -> (key != null) ? keyed(submitter, key, rows) : unkeyed(submitter, rows), this.places::giveBack);
	}

	private Mono<Batch> keyed(Submitter submitter, IdempotencyKey key, Flux<BatchRow> rows) {
		return begin(submitter, key).flatMap((id) -> receive(id, rows).onErrorResume((ex) -> giveUp(id, ex))
			.then(Mono.defer(() -> this.batches.find(viewer(submitter), id))));
	}

	/**
	 * It has a key all the same, which its caller is told when nothing else says whether
	 * it was taken. Nobody can go on with one that broke off.
	 */
	private Mono<Batch> unkeyed(Submitter submitter, Flux<BatchRow> rows) {
		IdempotencyKey key = new IdempotencyKey(UUID.randomUUID().toString());
		return Mono.usingWhen(begin(submitter, key), (id) -> {
			Mono<Batch> found = Mono.defer(() -> this.batches.find(viewer(submitter), id));
			return receive(id, rows).then(found).onErrorResume((ex) -> settle(id, found, key, ex));
		}, (_) -> Mono.empty(), (_, _) -> Mono.empty(), this.uploads::discard);
	}

	private Mono<BatchId> begin(Submitter submitter, IdempotencyKey key) {
		return this.uploads.begin(submitter, key, this.limits.maxOpenPerOrganization());
	}

	private Mono<Void> receive(BatchId id, Flux<BatchRow> rows) {
		AtomicInteger total = new AtomicInteger();
		return rows.doOnNext(this::count)
			.buffer(this.limits.chunk())
			// No further chunk is asked for before this one is kept.
			.concatMap((chunk) -> this.uploads.store(id, chunk).doOnSuccess((_) -> total.set(chunk.getLast().number())),
					1)
			.then(Mono.defer(() -> (total.get() > 0) ? this.uploads.complete(id, total.get()) : Mono.error(noRows())));
	}

	private void count(BatchRow row) {
		if (row.number() > this.limits.maxRows()) {
			throw new ProblemException(Problem.of(ProblemCode.TOO_MANY_ROWS,
					"A batch has " + this.limits.maxRows() + " rows at most. Nothing was taken."));
		}
	}

	private static ProblemException noRows() {
		return new ProblemException(
				Problem.invalid(List.of(new Violation("", "no-rows", "A batch has at least one row."))));
	}

	/** What broke off can go on under its key. */
	private Mono<Void> giveUp(BatchId id, Throwable failure) {
		boolean hopeless = failure instanceof ProblemException refusal && HOPELESS.contains(refusal.problem().code());
		return (hopeless ? this.uploads.discard(id).onErrorComplete().then() : Mono.<Void>empty())
			.then(Mono.error(failure));
	}

	/** Either nothing was taken, or it is there. */
	private Mono<Batch> settle(BatchId id, Mono<Batch> found, IdempotencyKey key, Throwable failure) {
		return this.uploads.discard(id)
			.flatMap((gone) -> gone ? Mono.just(Optional.<Batch>empty()) : found.map(Optional::of))
			.onErrorMap((_) -> unsettled(key, failure))
			.flatMap((batch) -> batch.map(Mono::just).orElseGet(() -> Mono.error(failure)));
	}

	private static Throwable unsettled(IdempotencyKey key, Throwable failure) {
		if (failure instanceof ProblemException refusal && refusal.problem().retryAfter() != null) {
			return new ProblemException(new Problem(refusal.problem().code(),
					"Nobody can tell whether the batch was taken. Send it again with the Idempotency-Key that is named"
							+ " here: then it is taken once.",
					List.of(), refusal.problem().retryAfter(), Map.of("idempotencyKey", key.value())), failure);
		}
		return failure;
	}

	private static Viewer viewer(Submitter submitter) {
		return new Viewer(submitter.caller().organization().id(), submitter.caller().subject());
	}

}
