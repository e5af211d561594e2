package dev.missioncontrol.invite.api.batch.r2dbc;

import java.time.Duration;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import reactor.core.publisher.Mono;

/**
 * What callers are told when the database does not answer.
 *
 * @param timeout after which time it does not
 * @param retryAfter what they are told to wait
 */
record Answers(Duration timeout, Duration retryAfter) {

	<T> Mono<T> inTime(Mono<T> work) {
		return work.timeout(this.timeout).onErrorMap(Answers::isFault, this::unavailable);
	}

	private static boolean isFault(Throwable failure) {
		return !(failure instanceof ProblemException);
	}

	private ProblemException unavailable(Throwable cause) {
		return new ProblemException(Problem.passing(ProblemCode.DATABASE_UNAVAILABLE,
				"Batches cannot be taken or read; try again.", this.retryAfter()), cause);
	}

}
