package dev.missioncontrol.invite.api.problem.web;

import java.time.Duration;

import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.Refusals;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Writes problems as {@code application/problem+json} and counts them: the one place
 * where REST refuses.
 */
@Component
public class ProblemWriter {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Refusals refusals;

	private final ProblemSettings settings;

	ProblemWriter(Refusals refusals, ProblemSettings settings) {
		this.refusals = refusals;
		this.settings = settings;
	}

	/**
	 * Answers with a problem.
	 * @param exchange what to answer
	 * @param problem what to tell
	 * @return completes when the answer is written
	 */
	public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatusCode.valueOf(problem.code().status()));
		HttpHeaders headers = response.getHeaders();
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		headers.setCacheControl("no-store");
		retryAfter(headers, problem.retryAfter());
		limit(headers, problem);
		challenge(headers, problem.code());
		byte[] body = this.mapper.writeValueAsBytes(ProblemDocument.of(problem, this.settings));
		DataBuffer buffer = response.bufferFactory().wrap(body);
		headers.setContentLength(body.length);
		this.refusals.count(problem);
		return response.writeWith(Mono.just(buffer));
	}

	/** Whole seconds, rounded up (RFC 9110 section 10.2.3). */
	private static void retryAfter(HttpHeaders headers, @Nullable Duration retryAfter) {
		if (retryAfter != null) {
			headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.plusMillis(999).toSeconds()));
		}
	}

	/** The fields of the IETF draft "RateLimit header fields for HTTP". */
	private static void limit(HttpHeaders headers, Problem problem) {
		Problem.Limit limit = problem.limit();
		Duration retryAfter = problem.retryAfter();
		if (limit != null && retryAfter != null) {
			headers.set("RateLimit-Policy",
					"\"" + limit.name() + "\";q=" + limit.most() + ";w=" + limit.window().toSeconds());
			headers.set("RateLimit", "\"" + limit.name() + "\";r=0;t=" + retryAfter.plusMillis(999).toSeconds());
		}
	}

	/** RFC 6750 section 3: which token would have helped. */
	private static void challenge(HttpHeaders headers, ProblemCode code) {
		switch (code) {
			case AUTHENTICATION_REQUIRED -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
			case INVALID_TOKEN -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
			case INSUFFICIENT_SCOPE -> headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
			default -> {
				// No other problem is solved by another token.
			}
		}
	}

}
