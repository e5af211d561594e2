package dev.missioncontrol.invite.api.replay;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.api.caller.Operator;
import dev.missioncontrol.invite.api.deadletter.DeadLetterId;
import dev.missioncontrol.invite.api.deadletter.DeadLetters;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes an operator's order to send records again.
 */
public final class OrderingReplay {

	private final ReplayJobs jobs;

	private final DeadLetters letters;

	/**
	 * Puts the use case together.
	 * @param jobs where orders go
	 * @param letters knows which dead letters there are
	 */
	public OrderingReplay(ReplayJobs jobs, DeadLetters letters) {
		this.jobs = jobs;
		this.letters = letters;
	}

	/**
	 * Takes an order.
	 * @param operator who asks
	 * @param order what to do
	 * @param once makes it safe to ask again; null for none
	 * @return the job; a {@code ProblemException} when a dead letter is not recorded
	 */
	public Mono<ReplayJob> order(Operator operator, ReplayOrder order, ReplayJobs.@Nullable Once once) {
		return check(order).then(Mono.defer(() -> this.jobs.create(order, operator.subject(), once)));
	}

	private Mono<Void> check(ReplayOrder order) {
		return (order.selection() instanceof Selection.Letters(var ids)) ? this.letters.find(ids)
			.map((found) -> found.letter().id())
			.collect(Collectors.toSet())
			.flatMap((known) -> check(ids, known)) : Mono.empty();
	}

	private static Mono<Void> check(List<DeadLetterId> ids, Set<DeadLetterId> known) {
		List<Violation> unknown = IntStream.range(0, ids.size())
			.filter((index) -> !known.contains(ids.get(index)))
			.mapToObj((index) -> new Violation("/deadLetters/" + index, "unknown-dead-letter",
					"No dead letter of this name is recorded."))
			.toList();
		return unknown.isEmpty() ? Mono.empty() : Mono.error(new ProblemException(Problem.invalid(unknown)));
	}

}
