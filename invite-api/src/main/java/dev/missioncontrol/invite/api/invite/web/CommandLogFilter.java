package dev.missioncontrol.invite.api.invite.web;

import java.util.List;

import dev.missioncontrol.invite.api.invite.CommandLog;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.web.ProblemWriter;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * While commands cannot be taken, says so before anything is done for a caller: in an
 * outage all callers come back again and again, and what each of them costs is missing
 * where the brokers start. Commands by GraphQL are refused later, as only their body
 * tells them from queries.
 */
final class CommandLogFilter implements WebFilter, Ordered {

	private static final List<PathPattern> COMMANDS = List.of(PathPatternParser.defaultInstance.parse("/v1/invites"),
			PathPatternParser.defaultInstance.parse("/v1/invites/{id}/resend"),
			PathPatternParser.defaultInstance.parse("/v1/invites/{id}/revoke"));

	private final CommandLog log;

	private final ProblemWriter problems;

	CommandLogFilter(CommandLog log, ProblemWriter problems) {
		this.log = log;
		this.problems = problems;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!isCommand(exchange.getRequest())) {
			return chain.filter(exchange);
		}
		return this.log.ready()
			.thenReturn(true)
			.onErrorResume(ProblemException.class,
					(refusal) -> this.problems.write(exchange, refusal.problem()).thenReturn(false))
			.flatMap((ready) -> ready ? chain.filter(exchange) : Mono.empty());
	}

	private static boolean isCommand(ServerHttpRequest request) {
		if (!HttpMethod.POST.equals(request.getMethod())) {
			return false;
		}
		PathContainer path = request.getPath().pathWithinApplication();
		return COMMANDS.stream().anyMatch((pattern) -> pattern.matches(path));
	}

	/** Behind the limit of requests in progress, before authentication. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE + 3;
	}

}
