package dev.missioncontrol.invite.api.graphql;

import java.util.List;

import graphql.GraphQLError;
import reactor.core.publisher.Mono;

import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.stereotype.Component;

/**
 * Tells what a subscription ended with, in the same way as {@link ProblemResolver}.
 */
@Component
class SubscriptionProblems implements SubscriptionExceptionResolver {

	private final ProblemResolver problems;

	SubscriptionProblems(ProblemResolver problems) {
		this.problems = problems;
	}

	@Override
	public Mono<List<GraphQLError>> resolveException(Throwable failure) {
		return Mono.just(List.of(this.problems.error(failure, "A subscription").build()));
	}

}
