package dev.missioncontrol.invite.api.invite.web;

import java.net.URI;

import dev.missioncontrol.invite.api.body.web.BodyReader;
import dev.missioncontrol.invite.api.body.web.IdempotencyHeader;
import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.invite.RequestOutcome;
import dev.missioncontrol.invite.api.invite.RequestingInvite;
import dev.missioncontrol.invite.api.problem.ProblemException;
import reactor.core.publisher.Mono;

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
		return this.requestingInvite.request(caller, this.reader.read(body),
				IdempotencyHeader.in(request.getHeaders()));
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
