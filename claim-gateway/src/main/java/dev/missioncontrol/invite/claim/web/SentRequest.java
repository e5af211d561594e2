package dev.missioncontrol.invite.claim.web;

import dev.missioncontrol.invite.event.hawk.HawkRequest;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * A request as it stood on the wire: below all that was decoded, and with the query that
 * {@link QuerylessRequest} hides.
 */
final class SentRequest {

	private SentRequest() {
	}

	static HawkRequest of(ServerRequest request) {
		ServerHttpRequest decorated = request.exchange().getRequest();
		HttpServerRequest sent = ServerHttpRequestDecorator.getNativeRequest(decorated);
		return new HawkRequest(sent.method().name(), sent.uri(),
				decorated.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION));
	}

}
