package dev.missioncontrol.invite.api.graphql;

import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.Refusals;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Gives a code to the errors that come before any field is asked: syntax, types, limits.
 */
@Component
class RequestErrorCodes implements WebGraphQlInterceptor {

	private static final String CODE = "code";

	private final Refusals refusals;

	RequestErrorCodes(Refusals refusals) {
		this.refusals = refusals;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request).map(this::withCodes);
	}

	private WebGraphQlResponse withCodes(WebGraphQlResponse response) {
		List<GraphQLError> errors = response.getExecutionResult().getErrors();
		if (errors.stream().allMatch(RequestErrorCodes::hasCode)) {
			return response;
		}
		this.refusals.count(Problem.of(ProblemCode.INVALID_REQUEST, ""));
		return response
			.transform((changed) -> changed.errors(errors.stream().map(RequestErrorCodes::withCode).toList()));
	}

	private static GraphQLError withCode(GraphQLError error) {
		return hasCode(error) ? error
				: GraphqlErrorBuilder.newError()
					.message("%s", error.getMessage())
					.errorType(error.getErrorType())
					.locations(error.getLocations())
					.extensions(Map.of(CODE, ProblemCode.INVALID_REQUEST.wireName()))
					.build();
	}

	private static boolean hasCode(GraphQLError error) {
		return error.getExtensions() != null && error.getExtensions().containsKey(CODE);
	}

}
