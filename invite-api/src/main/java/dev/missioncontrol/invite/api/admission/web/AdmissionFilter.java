package dev.missioncontrol.invite.api.admission.web;

import java.util.concurrent.atomic.AtomicInteger;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.web.ProblemWriter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Takes no more requests than can be answered in time. Whoever comes when all places are
 * taken is told so before any work is done for him: otherwise callers give up and ask
 * again, and the service works for answers that nobody waits for.
 * <p>
 * Health and metrics always answer: an instance that is busy is not ill.
 */
final class AdmissionFilter implements WebFilter, Ordered {

	private static final String UNLIMITED = "/actuator/";

	private final AtomicInteger inProgress = new AtomicInteger();

	private final ProblemWriter problems;

	private final AdmissionSettings settings;

	AdmissionFilter(ProblemWriter problems, AdmissionSettings settings, MeterRegistry meters) {
		this.problems = problems;
		this.settings = settings;
		Gauge.builder("requests.in.progress", this.inProgress, AtomicInteger::get)
			.description("Requests that are being worked on")
			.register(meters);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (exchange.getRequest().getPath().pathWithinApplication().value().startsWith(UNLIMITED)) {
			return chain.filter(exchange);
		}
		return Mono.defer(() -> {
			if (this.inProgress.incrementAndGet() > this.settings.maxInProgress()) {
				this.inProgress.decrementAndGet();
				return this.problems.write(exchange, Problem.passing(ProblemCode.OVERLOADED,
						"Nothing was done; send the request again.", this.settings.retryAfter()));
			}
			return chain.filter(exchange).doFinally((_) -> this.inProgress.decrementAndGet());
		});
	}

	/** Before authentication, which costs more than anything else. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
