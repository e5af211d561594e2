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
			StatusHandler status, KeySetHandler keys, Notices notices) {
		RouterFunctions.Builder routes = RouterFunctions.route().route(look("/claim"), link::open);
		// Not HEAD: it would use up the code.
		callback.ifAvailable((handler) -> routes.GET("/claim/callback", handler::finish));
		return routes.GET("/claim/retry", link::retry)
			.GET("/claim/status/{inviteId}", status::status)
			.route(look("/.well-known/jwks.json"), keys::keys)
			.route(known(), (request) -> notices.respond(Notice.of(HttpStatus.METHOD_NOT_ALLOWED), request))
			.build();
	}

	private static RequestPredicate look(String path) {
		return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path));
	}

	private static RequestPredicate known() {
		return RequestPredicates.path("/claim")
			.or(RequestPredicates.path("/claim/retry"))
			.or(RequestPredicates.path("/claim/callback"))
			.or(RequestPredicates.path("/claim/status/{inviteId}"))
			.or(RequestPredicates.path("/.well-known/jwks.json"));
	}

}
