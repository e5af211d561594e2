package dev.missioncontrol.invite.api.admission.web;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.web.ProblemWriter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Takes no more requests than can be answered in time. Whoever comes when all places are
 * taken is told so before any work is done for him: otherwise callers give up and ask
 * again, and the service works for answers that nobody waits for.
 * <p>
 * Health and metrics, which have a port of their own, always answer: an instance that is
 * busy is not ill.
 */
final class AdmissionFilter implements WebFilter, Ordered, ApplicationListener<ReactiveWebServerInitializedEvent> {

	private final AtomicInteger inProgress = new AtomicInteger();

	private final ProblemWriter problems;

	private final AdmissionSettings settings;

	private volatile int port;

	AdmissionFilter(ProblemWriter problems, AdmissionSettings settings, MeterRegistry meters) {
		this.problems = problems;
		this.settings = settings;
		Gauge.builder("invite.api.in.progress", this.inProgress, AtomicInteger::get)
			.description("Requests that are being worked on")
			.register(meters);
	}

	@Override
	public void onApplicationEvent(ReactiveWebServerInitializedEvent event) {
		if (event.getApplicationContext().getServerNamespace() == null) {
			this.port = event.getWebServer().getPort();
		}
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		InetSocketAddress address = exchange.getRequest().getLocalAddress();
		if (address != null && address.getPort() != this.port) {
			return chain.filter(exchange);
		}
		return Mono.defer(() -> {
			if (this.inProgress.incrementAndGet() > this.settings.maxInProgress()) {
				this.inProgress.decrementAndGet();
				return this.problems.write(exchange, Problem.passing(ProblemCode.OVERLOADED,
						"Nothing was done; send the request again.", this.settings.retryAfter()));
			}
			AtomicBoolean taken = new AtomicBoolean(true);
			exchange.getResponse().beforeCommit(() -> {
				if (isStream(exchange.getResponse())) {
					leave(taken);
				}
				return Mono.empty();
			});
			return chain.filter(exchange).doFinally((_) -> leave(taken));
		});
	}

	/** A stream that has begun has an end of its own, and limits of its own. */
	private static boolean isStream(ServerHttpResponse response) {
		return MediaType.TEXT_EVENT_STREAM.isCompatibleWith(response.getHeaders().getContentType());
	}

	private void leave(AtomicBoolean taken) {
		if (taken.getAndSet(false)) {
			this.inProgress.decrementAndGet();
		}
	}

	/**
	 * Before authentication, which costs more than anything else, and behind the headers.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE + 2;
	}

}
