package dev.missioncontrol.invite.http.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.http.address.TrustedProxies;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Headers of every response. A response that sets one of them itself keeps its own.
 */
public final class SecurityHeadersFilter implements WebFilter, Ordered {

	private static final String HSTS = "Strict-Transport-Security";

	private final Map<String, String> headers = new LinkedHashMap<>();

	private final String hsts;

	private final boolean alwaysSecure;

	private final TrustedProxies proxies;

	/**
	 * Sends what the policy says.
	 * @param policy what to send
	 * @param hstsMaxAge for how long browsers are to come by TLS only
	 * @param proxies who may say that a client came by TLS
	 */
	public SecurityHeadersFilter(HeaderPolicy policy, Duration hstsMaxAge, TrustedProxies proxies) {
		this.headers.put("Content-Security-Policy", policy.contentSecurityPolicy());
		// Addresses can hold tokens: they must not travel on.
		this.headers.put("Referrer-Policy", "no-referrer");
		this.headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
		this.headers.put("X-Content-Type-Options", "nosniff");
		this.headers.put("X-Frame-Options", "DENY");
		this.headers.put("X-Robots-Tag", "noindex, nofollow");
		this.headers.put("Cross-Origin-Opener-Policy", "same-origin");
		this.headers.put("Cross-Origin-Resource-Policy", "same-origin");
		this.headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
		this.hsts = "max-age=" + hstsMaxAge.toSeconds();
		this.alwaysSecure = policy.alwaysSecure();
		this.proxies = proxies;
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
			// Over plain HTTP it must not be sent (RFC 6797 section 7.2).
			if (isSecure(exchange.getRequest()) && !response.containsHeader(HSTS)) {
				response.set(HSTS, this.hsts);
			}
		}));
		return chain.filter(exchange);
	}

	private boolean isSecure(ServerHttpRequest request) {
		return this.alwaysSecure || request.getSslInfo() != null
				|| (Peer.of(request).filter(this.proxies::contains).isPresent() && isForwardedSecure(request));
	}

	/** The proxy next to us speaks last. */
	private static boolean isForwardedSecure(ServerHttpRequest request) {
		List<String> values = request.getHeaders().getOrEmpty("X-Forwarded-Proto");
		return !values.isEmpty() && values.getLast().strip().endsWith("https");
	}

}
