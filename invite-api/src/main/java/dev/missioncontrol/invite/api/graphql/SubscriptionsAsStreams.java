package dev.missioncontrol.invite.api.graphql;

import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.Refusals;
import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Refuses a subscription whose caller takes anything but a stream: Spring would try to
 * write the stream as JSON, and fail.
 */
@Component
class SubscriptionsAsStreams implements WebGraphQlInterceptor {

	private static final Problem REFUSAL = Problem.of(ProblemCode.NOT_ACCEPTABLE,
			"A subscription is answered with Accept: text/event-stream only.");

	private static final ExecutionResult ERRORS = ExecutionResult.newExecutionResult()
		.addError(GraphqlErrorBuilder.newError()
			.message("%s", REFUSAL.detail())
			.errorType(ErrorType.BAD_REQUEST)
			.extensions(Map.of("code", REFUSAL.code().wireName()))
			.build())
		.build();

	private final Refusals refusals;

	SubscriptionsAsStreams(Refusals refusals) {
		this.refusals = refusals;
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return chain.next(request).map((response) -> {
			if (!(response.getExecutionResult().getData() instanceof Publisher) || takesStreamsOnly(request)) {
				return response;
			}
			this.refusals.count(REFUSAL);
			return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(response.getExecutionInput(), ERRORS));
		});
	}

	/** Whoever takes JSON, too, is answered with JSON. */
	private static boolean takesStreamsOnly(WebGraphQlRequest request) {
		List<MediaType> accepted = request.getHeaders().getAccept();
		return !accepted.isEmpty() && accepted.stream()
			.noneMatch((type) -> type.isCompatibleWith(MediaType.APPLICATION_JSON)
					|| type.isCompatibleWith(MediaType.APPLICATION_GRAPHQL_RESPONSE));
	}

}
