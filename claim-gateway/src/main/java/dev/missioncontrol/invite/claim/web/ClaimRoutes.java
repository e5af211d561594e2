package dev.missioncontrol.invite.claim.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Which request goes where.
 */
@Configuration(proxyBeanMethods = false)
class ClaimRoutes {

	@Bean
	RouterFunction<ServerResponse> claimRouter(LinkHandler link, ObjectProvider<CallbackHandler> callback,
			StatusHandler status, KeySetHandler keys, Refusals refusals, Notices notices) {
		RouterFunctions.Builder routes = RouterFunctions.route().route(look("/claim"), link::open);
		// Not HEAD: it would use up the code.
		callback.ifAvailable((handler) -> routes.GET("/claim/callback", handler::finish));
		return routes.GET("/claim/retry", link::retry)
			.route(looking().and(RequestPredicates.path(Refusals.PATH)), refusals::show)
			.GET("/claim/status/{inviteId}", status::status)
			.route(look("/.well-known/jwks.json"), keys::keys)
			.route(known(), (request) -> notices.respond(Notice.of(HttpStatus.METHOD_NOT_ALLOWED), request))
			.build();
	}

	private static RequestPredicate look(String path) {
		// Spelled as it is: patterns would also match escapes and path parameters.
		return looking().and((request) -> path.equals(request.uri().getRawPath()));
	}

	private static RequestPredicate looking() {
		return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD);
	}

	private static RequestPredicate known() {
		return RequestPredicates.path("/claim")
			.or(RequestPredicates.path("/claim/retry"))
			.or(RequestPredicates.path("/claim/callback"))
			.or(RequestPredicates.path(Refusals.PATH))
			.or(RequestPredicates.path("/claim/status/{inviteId}"))
			.or(RequestPredicates.path("/.well-known/jwks.json"));
	}

}
