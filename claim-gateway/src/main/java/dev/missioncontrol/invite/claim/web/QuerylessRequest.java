package dev.missioncontrol.invite.claim.web;

import java.net.URI;
import java.util.List;

import dev.missioncontrol.invite.event.InviteLink;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A request whose address ends before the query. The query holds tokens and codes, and
 * the address is what frameworks put into logs, messages of exceptions and observations.
 * The parameters are still there, apart. A token that is spelled with escapes is no
 * token: it needs none, and each link is to have one address only.
 */
final class QuerylessRequest extends ServerHttpRequestDecorator {

	private final URI uri;

	private final String query;

	QuerylessRequest(ServerHttpRequest request) {
		super(request);
		String full = request.getURI().toString();
		int query = full.indexOf('?');
		this.uri = (query >= 0) ? URI.create(full.substring(0, query)) : request.getURI();
		this.query = (query >= 0) ? full.substring(query + 1) : "";
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	public MultiValueMap<String, String> getQueryParams() {
		MultiValueMap<String, String> parameters = getDelegate().getQueryParams();
		List<String> tokens = parameters.getOrDefault(InviteLink.TOKEN_PARAMETER, List.of());
		if (tokens.size() != 1 || isSpelledPlainly(tokens.getFirst())) {
			return parameters;
		}
		MultiValueMap<String, String> spelled = new LinkedMultiValueMap<>(parameters);
		// No token holds this character, so it is refused as any other garbage is.
		spelled.set(InviteLink.TOKEN_PARAMETER, "%");
		return spelled;
	}

	/** Not so either when it has no value at all, which Spring gives as null. */
	private boolean isSpelledPlainly(@Nullable String token) {
		return token != null && ("&" + this.query + "&").contains("&" + InviteLink.TOKEN_PARAMETER + "=" + token + "&");
	}

}
