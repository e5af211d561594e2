package dev.missioncontrol.invite.api.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Refusals;
import dev.missioncontrol.invite.api.problem.Violation;
import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.stereotype.Component;

/**
 * Tells problems as GraphQL errors, with the codes that they have over REST.
 */
@Component
class ProblemResolver implements DataFetcherExceptionResolver {

	private static final Logger logger = LoggerFactory.getLogger(ProblemResolver.class);

	private final Refusals refusals;

	ProblemResolver(Refusals refusals) {
		this.refusals = refusals;
	}

	@Override
	public Mono<List<GraphQLError>> resolveException(Throwable failure, DataFetchingEnvironment environment) {
		return Mono.just(List
			.of(error(failure, environment.getField().getName()).path(environment.getExecutionStepInfo().getPath())
				.location(environment.getField().getSourceLocation())
				.build()));
	}

	/** The error without its place in the query. */
	GraphQLError.Builder<?> error(Throwable failure, String asked) {
		Problem problem = (failure instanceof ProblemException known) ? known.problem()
				: Problem.of(ProblemCode.INTERNAL_ERROR, "The fault is logged.");
		if (problem.code() == ProblemCode.INTERNAL_ERROR) {
			logger.error("{} failed", asked, failure);
		}
		this.refusals.count(problem);
		return GraphQLError.newError()
			.message(problem.detail())
			.errorType(type(problem.code().status()))
			.extensions(extensions(problem));
	}

	private static Map<String, Object> extensions(Problem problem) {
		Map<String, Object> extensions = new LinkedHashMap<>();
		extensions.put("code", problem.code().wireName());
		if (!problem.violations().isEmpty()) {
			extensions.put("errors", problem.violations().stream().map(ProblemResolver::violation).toList());
		}
		if (problem.retryAfter() != null) {
			extensions.put("retryAfter", problem.retryAfter().plusMillis(999).toSeconds());
		}
		extensions.putAll(problem.members());
		return extensions;
	}

	private static Map<String, String> violation(Violation violation) {
		return Map.of("pointer", violation.pointer(), "code", violation.code(), "detail", violation.detail());
	}

	private static ErrorType type(int status) {
		return switch (status) {
			case 401 -> ErrorType.UNAUTHORIZED;
			case 403 -> ErrorType.FORBIDDEN;
			case 404 -> ErrorType.NOT_FOUND;
			default -> (status >= 500) ? ErrorType.INTERNAL_ERROR : ErrorType.BAD_REQUEST;
		};
	}

}
