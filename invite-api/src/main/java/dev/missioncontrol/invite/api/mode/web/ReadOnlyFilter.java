package dev.missioncontrol.invite.api.mode.web;

import java.util.Set;

import dev.missioncontrol.invite.api.mode.Mode;
import dev.missioncontrol.invite.api.problem.web.ProblemWriter;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * In read-only mode, lets through what is safe by its method (RFC 9110 section 9.2.1) and
 * refuses the rest, whatever the route: one that is added later cannot forget it. Only
 * GraphQL queries come by POST; what of them is a mutation is refused field by field.
 */
final class ReadOnlyFilter implements WebFilter, Ordered {

	private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

	private final Mode mode;

	private final ProblemWriter problems;

	private final String graphQlPath;

	ReadOnlyFilter(Mode mode, ProblemWriter problems, String graphQlPath) {
		this.mode = mode;
		this.problems = problems;
		this.graphQlPath = graphQlPath;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return (this.mode.readOnly() && changes(exchange.getRequest())) ? this.problems.write(exchange, Mode.REFUSAL)
				: chain.filter(exchange);
	}

	private boolean changes(ServerHttpRequest request) {
		return !SAFE.contains(request.getMethod())
				&& !request.getPath().pathWithinApplication().value().equals(this.graphQlPath);
	}

	/** After authentication: strangers need not know. */
	@Override
	public int getOrder() {
		return 0;
	}

}
