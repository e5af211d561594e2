package dev.missioncontrol.invite.claim.web;

import java.net.URI;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.MultiValueMap;

/**
 * A request whose address ends before the query. The query holds tokens and codes, and
 * the address is what frameworks put into logs, messages of exceptions and observations.
 * The parameters are still there, apart.
 */
final class QuerylessRequest extends ServerHttpRequestDecorator {

	private final URI uri;

	QuerylessRequest(ServerHttpRequest request) {
		super(request);
		String full = request.getURI().toString();
		int query = full.indexOf('?');
		this.uri = (query >= 0) ? URI.create(full.substring(0, query)) : request.getURI();
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	public MultiValueMap<String, String> getQueryParams() {
		return getDelegate().getQueryParams();
	}

}
