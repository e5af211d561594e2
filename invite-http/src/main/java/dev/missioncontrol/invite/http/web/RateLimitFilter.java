package dev.missioncontrol.invite.http.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.http.address.IpAddress;
import dev.missioncontrol.invite.http.address.TrustedProxies;
import dev.missioncontrol.invite.http.connection.Refusals;
import dev.missioncontrol.invite.http.rate.Pass;
import dev.missioncontrol.invite.http.rate.RateLimit;
import dev.missioncontrol.invite.http.rate.RatePolicy;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Refuses clients that come too often with 429 (RFC 6585 section 4), and tells all others
 * how often they still may (draft-ietf-httpapi-ratelimit-headers-10).
 */
public final class RateLimitFilter implements WebFilter, Ordered {

	private final List<PathPattern> paths;

	private final RateLimit limit;

	private final String policy;

	private final TrustedProxies proxies;

	private final Refusals refusals;

	/**
	 * Limits some paths.
	 * @param paths patterns, as routes have them
	 * @param policy what the limit is
	 * @param limit keeps count
	 * @param proxies who may say where a request came from
	 * @param refusals hears of what is refused
	 */
	public RateLimitFilter(List<String> paths, RatePolicy policy, RateLimit limit, TrustedProxies proxies,
			Refusals refusals) {
		this.paths = paths.stream().map(PathPatternParser.defaultInstance::parse).toList();
		this.limit = limit;
		this.policy = "\"client\";q=" + policy.requests() + ";w=" + seconds(policy.period());
		this.proxies = proxies;
		this.refusals = refusals;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 1;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		PathContainer path = request.getPath().pathWithinApplication();
		Optional<IpAddress> peer = Peer.of(request);
		if (peer.isEmpty() || this.paths.stream().noneMatch((pattern) -> pattern.matches(path))) {
			return chain.filter(exchange);
		}
		List<String> forwardedFor = request.getHeaders().getOrEmpty("X-Forwarded-For");
		Pass pass = this.limit.take(this.proxies.client(peer.get(), forwardedFor).client());
		HttpHeaders response = exchange.getResponse().getHeaders();
		response.set("RateLimit-Policy", this.policy);
		response.set("RateLimit", "\"client\";r=" + pass.remaining() + ";t=" + seconds(pass.reset()));
		if (pass.granted()) {
			return chain.filter(exchange);
		}
		this.refusals.count("rate");
		response.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds(pass.retryAfter()))));
		return Mono.error(new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS));
	}

	/** Whole ones, rounded up. */
	private static long seconds(Duration duration) {
		return duration.plusNanos(999_999_999).toSeconds();
	}

}
