package dev.missioncontrol.invite.api.batch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.batch.InvitingRow.Step;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries out the rows of a part, some at the same time. Once something stands in the way
 * of all rows, no further one is begun.
 */
public final class CarryingOutPart {

	private static final Logger logger = LoggerFactory.getLogger(CarryingOutPart.class);

	private final InvitingRow invitingRow;

	private final int concurrency;

	/**
	 * Puts it together.
	 * @param invitingRow carries out one row
	 * @param concurrency most rows at the same time
	 */
	public CarryingOutPart(InvitingRow invitingRow, int concurrency) {
		this.invitingRow = invitingRow;
		this.concurrency = concurrency;
	}

	/**
	 * Carries a part out as far as it gets.
	 * @param part the part
	 * @param stop whether no further row is to be begun
	 * @return what came of the rows that were begun, now or earlier
	 */
	public Mono<Progress> carryOut(BatchWork.Part part, BooleanSupplier stop) {
		AtomicBoolean inTheWay = new AtomicBoolean();
		return Flux.fromIterable(part.rows())
			.flatMap((row) -> (inTheWay.get() || stop.getAsBoolean()) ? Mono.<Step>empty()
					: carryOut(part, row).doOnNext((step) -> {
						if (step instanceof Step.Later) {
							inTheWay.set(true);
						}
					}), this.concurrency, this.concurrency)
			.collectList()
			.map((steps) -> Progress.of(part.accepted(), steps));
	}

	private Mono<Step> carryOut(BatchWork.Part part, BatchRow row) {
		return Mono.defer(() -> this.invitingRow.invite(part.batch(), part.submitter(), row)).onErrorResume((ex) -> {
			logger.error("Row {} of the batch {} failed", row.number(), part.batch(), ex);
			return Mono.just(new Step.Ended(
					new RowResult(row.number(), RowOutcome.FAILED, null, ProblemCode.INTERNAL_ERROR, List.of())));
		});
	}

	/**
	 * How far a part is.
	 *
	 * @param results of the rows that have one now
	 * @param pause how long to leave the batch alone; empty for not at all
	 */
	public record Progress(List<RowResult> results, Optional<Duration> pause) {

		static Progress of(List<RowResult> earlier, List<Step> steps) {
			List<RowResult> results = Stream
				.concat(earlier.stream(),
						steps.stream().filter(Step.Ended.class::isInstance).map((step) -> ((Step.Ended) step).result()))
				.toList();
			return new Progress(results,
					steps.stream()
						.filter(Step.Later.class::isInstance)
						.map((step) -> ((Step.Later) step).pause())
						.max(Duration::compareTo));
		}

	}

}
