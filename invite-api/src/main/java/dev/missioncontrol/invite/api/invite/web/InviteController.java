package dev.missioncontrol.invite.api.invite.web;

import java.net.URI;
import java.util.List;

import dev.missioncontrol.invite.api.body.web.BodyReader;
import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.invite.RequestOutcome;
import dev.missioncontrol.invite.api.invite.RequestingInvite;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes invite requests. The caller is checked before the body is read.
 */
@RestController
class InviteController {

	private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

	private final InviteRequestReader reader = new InviteRequestReader();

	private final RequestingInvite requestingInvite;

	private final Callers callers;

	private final BodyReader bodies;

	InviteController(RequestingInvite requestingInvite, Callers callers, BodyReader bodies) {
		this.requestingInvite = requestingInvite;
		this.callers = callers;
		this.bodies = bodies;
	}

	@PostMapping(path = "/v1/invites", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<ResponseEntity<AcceptedInvite>> create(ServerHttpRequest request) {
		return this.callers.allowedTo(Scope.CREATE_INVITES)
			.flatMap((caller) -> this.bodies.read(request).flatMap((body) -> create(caller, request, body)))
			.flatMap(InviteController::answer);
	}

	private Mono<RequestOutcome> create(Caller caller, ServerHttpRequest request, byte[] body) {
		return this.requestingInvite.request(caller, this.reader.read(body), key(request.getHeaders()));
	}

	private static @Nullable IdempotencyKey key(HttpHeaders headers) {
		List<String> values = headers.getOrEmpty(IDEMPOTENCY_KEY);
		if (values.isEmpty()) {
			return null;
		}
		if (values.size() != 1) {
			throw badKey();
		}
		return IdempotencyKey.parse(values.getFirst()).orElseThrow(InviteController::badKey);
	}

	private static ProblemException badKey() {
		return new ProblemException(Problem.of(ProblemCode.INVALID_IDEMPOTENCY_KEY,
				"Send one Idempotency-Key of 1 to 255 printable ASCII characters."));
	}

	private static Mono<ResponseEntity<AcceptedInvite>> answer(RequestOutcome outcome) {
		return switch (outcome) {
			case RequestOutcome.Accepted(var invite) -> Mono.just(ResponseEntity.accepted()
				.location(URI.create("/v1/invites/" + invite.inviteId()))
				.body(AcceptedInvite.of(invite)));
			case RequestOutcome.Refused(var problem) -> Mono.error(new ProblemException(problem));
		};
	}

}
