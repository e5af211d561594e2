package dev.missioncontrol.invite.claim.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

/**
 * Everything that no handler answered. Stands before the framework's own handlers, and
 * logs where a fault came from but not its message, for that could quote a request.
 */
final class FaultHandler implements WebExceptionHandler, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(FaultHandler.class);

	/** Just before Spring Boot's handler. */
	private static final int ORDER = -2;

	private final Notices notices;

	private final Outcomes outcomes;

	FaultHandler(Notices notices, Outcomes outcomes) {
		this.notices = notices;
		this.outcomes = outcomes;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
		ServerHttpResponse response = exchange.getResponse();
		HttpStatus status = status(fault);
		if (status.is5xxServerError()) {
			logger.error("A request failed: {}", Trace.of(fault));
			this.outcomes.fault(fault.getClass().getSimpleName());
		}
		if (response.isCommitted()) {
			return Mono.empty();
		}
		Notice notice = Notice.of(status);
		Locale locale = exchange.getLocaleContext().getLocale();
		Rendered rendered = this.notices.render(notice, exchange.getRequest().getHeaders(),
				(locale != null) ? locale : Locale.ENGLISH);
		response.setStatusCode(status);
		if (fault instanceof ErrorResponse described) {
			response.getHeaders().addAll(described.getHeaders());
		}
		this.notices.addTo(response.getHeaders(), notice);
		response.getHeaders().setContentType(rendered.type());
		DataBuffer body = response.bufferFactory().wrap(rendered.body().getBytes(StandardCharsets.UTF_8));
		return response.writeWith(Mono.just(body));
	}

	private static HttpStatus status(Throwable fault) {
		HttpStatus status = (fault instanceof ErrorResponse described)
				? HttpStatus.resolve(described.getStatusCode().value()) : null;
		return (status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR;
	}

}
