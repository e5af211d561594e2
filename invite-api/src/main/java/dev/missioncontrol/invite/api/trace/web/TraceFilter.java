package dev.missioncontrol.invite.api.trace.web;

import dev.missioncontrol.invite.api.trace.RequestSpan;
import dev.missioncontrol.invite.kafka.trace.InviteTraces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Begins a span for each request that may change something, or goes on with the caller's.
 * It holds the route, never the address, which can name people.
 */
record TraceFilter(InviteTraces traces) implements WebFilter, Ordered {

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		HttpMethod method = exchange.getRequest().getMethod();
		if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method) || HttpMethod.OPTIONS.equals(method)) {
			return chain.filter(exchange);
		}
		return Mono.defer(() -> {
			Span span = this.traces.request(exchange.getRequest().getHeaders().getFirst(InviteTraces.HEADER),
					method.name());
			return chain.filter(exchange)
				.contextWrite((context) -> RequestSpan.put(context, span))
				.doFinally((_) -> end(span, exchange));
		});
	}

	private static void end(Span span, ServerWebExchange exchange) {
		if (span.isRecording()) {
			String method = exchange.getRequest().getMethod().name();
			Object route = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
			span.setAttribute("http.request.method", method);
			if (route != null) {
				span.updateName(method + " " + route).setAttribute("http.route", route.toString());
			}
			HttpStatusCode status = exchange.getResponse().getStatusCode();
			if (status != null) {
				span.setAttribute("http.response.status_code", status.value());
				if (status.is5xxServerError()) {
					span.setStatus(StatusCode.ERROR);
				}
			}
		}
		span.end();
	}

	/** Behind authentication (-100): strangers do not decide what is traced. */
	@Override
	public int getOrder() {
		return -99;
	}

}
