package dev.missioncontrol.invite.api.problem.web;

import java.time.Duration;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import io.netty.channel.ChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Turns whatever a request ended with into a problem. Comes before Spring Boot's own
 * handler, whose answers have another shape.
 */
@Component
@Order(-2)
class ProblemExceptionHandler implements WebExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(ProblemExceptionHandler.class);

	private static final Duration KEYS_RETRY = Duration.ofSeconds(5);

	private final ProblemWriter writer;

	ProblemExceptionHandler(ProblemWriter writer) {
		this.writer = writer;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
		if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
			// Nobody is left to be told, and nothing of ours is broken: clients must not
			// fill the log.
			return Mono.empty();
		}
		if (exchange.getResponse().isCommitted()) {
			return Mono.error(failure);
		}
		if (failure instanceof MethodNotAllowedException notAllowed) {
			exchange.getResponse().getHeaders().setAllow(notAllowed.getSupportedMethods());
		}
		Problem problem = problem(failure);
		log(exchange, problem, failure);
		return this.writer.write(exchange, problem);
	}

	private static Problem problem(Throwable failure) {
		return switch (failure) {
			case ProblemException known -> known.problem();
			case UnsupportedMediaTypeStatusException unsupported -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE,
					"Send the body in UTF-8 with Content-Type: "
							+ (unsupported.getSupportedMediaTypes().isEmpty() ? MediaType.APPLICATION_JSON_VALUE
									: MediaType.toString(unsupported.getSupportedMediaTypes()))
							+ ".");
			case NotAcceptableStatusException _ ->
				Problem.of(ProblemCode.NOT_ACCEPTABLE, "This answers with application/json.");
			case MethodNotAllowedException _ ->
				Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "See the Allow header for the methods of this address.");
			case DataBufferLimitException _ -> Problem.of(ProblemCode.BODY_TOO_LARGE, "The body is too large.");
			// The server's own RequestTimeoutException is not public.
			case ChannelException _ ->
				Problem.of(ProblemCode.REQUEST_TIMEOUT, "Send the whole body without long pauses.");
			case AuthenticationServiceException _ -> Problem.passing(ProblemCode.KEYS_UNAVAILABLE,
					"The public keys of the token's issuer cannot be fetched.", KEYS_RETRY);
			case ResponseStatusException status -> byStatus(status.getStatusCode().value());
			default -> Problem.of(ProblemCode.INTERNAL_ERROR, "The fault is logged; nothing was accepted.");
		};
	}

	private static Problem byStatus(int status) {
		return switch (status) {
			case 404 -> Problem.of(ProblemCode.NOT_FOUND, "Nothing is served at this address.");
			case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "The body is too large.");
			case 429 -> Problem.of(ProblemCode.TOO_MANY_REQUESTS, "Retry-After says when to come back.");
			case 400 -> Problem.of(ProblemCode.BAD_REQUEST, "The request cannot be understood.");
			default -> Problem.of(ProblemCode.INTERNAL_ERROR, "The fault is logged; nothing was accepted.");
		};
	}

	private static void log(ServerWebExchange exchange, Problem problem, Throwable failure) {
		if (problem.code() == ProblemCode.INTERNAL_ERROR) {
			logger.error("{} failed", exchange.getRequest().getMethod(), failure);
		}
		else if (problem.code().status() >= 500) {
			Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
			logger.warn("{}: {}", problem.code().wireName(), cause.toString());
		}
	}

}
