package dev.missioncontrol.invite.claim.web;

import java.util.LinkedHashMap;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Headers of every response. A response that sets one of them itself keeps its own.
 */
final class SecurityHeadersFilter implements WebFilter, Ordered {

	private final Map<String, String> headers = new LinkedHashMap<>();

	SecurityHeadersFilter(String policy, WebSettings settings, boolean tls) {
		this.headers.put("Content-Security-Policy", policy);
		// The address of the page holds the token: it must not travel on.
		this.headers.put("Referrer-Policy", "no-referrer");
		this.headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
		this.headers.put("X-Content-Type-Options", "nosniff");
		this.headers.put("X-Frame-Options", "DENY");
		this.headers.put("X-Robots-Tag", "noindex, nofollow");
		if (tls) {
			this.headers.put("Strict-Transport-Security", "max-age=" + settings.hstsMaxAge().toSeconds());
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> {
			HttpHeaders response = exchange.getResponse().getHeaders();
			this.headers.forEach((name, value) -> {
				if (!response.containsHeader(name)) {
					response.set(name, value);
				}
			});
		}));
		return chain.filter(exchange);
	}

}
