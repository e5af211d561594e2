package dev.missioncontrol.invite.api;

import java.util.List;
import java.util.stream.Stream;

import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;

import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/**
 * All that callers can reach, as it is registered and not as it should be.
 */
final class Routes {

	private Routes() {
	}

	/** Such as {@code GET /v1/invites/{id}}. */
	static List<String> rest(InviteApi api) {
		return api.context()
			.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap(Routes::routes)
			.sorted()
			.toList();
	}

	private static Stream<String> routes(RequestMappingInfo mapping) {
		return mapping.getMethodsCondition()
			.getMethods()
			.stream()
			.flatMap((method) -> mapping.getPatternsCondition()
				.getPatterns()
				.stream()
				.map((pattern) -> method + " " + pattern.getPatternString()));
	}

	/** Such as {@code Query.invite}. */
	static List<String> graphQl(InviteApi api) {
		GraphQLSchema schema = api.context().getBean(GraphQlSource.class).schema();
		return Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())
			.flatMap(Stream::ofNullable)
			.flatMap(Routes::fields)
			.sorted()
			.toList();
	}

	private static Stream<String> fields(GraphQLObjectType type) {
		return type.getFieldDefinitions().stream().map((field) -> type.getName() + "." + field.getName());
	}

	/** Names of the beans that route requests in another way. */
	static List<String> others(InviteApi api) {
		return List.of(api.context().getBeanNamesForType(RouterFunction.class));
	}

}
