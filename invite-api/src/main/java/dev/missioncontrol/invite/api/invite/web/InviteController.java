package dev.missioncontrol.invite.api.invite.web;

import java.net.URI;

import dev.missioncontrol.invite.api.body.web.BodyReader;
import dev.missioncontrol.invite.api.body.web.IdempotencyHeader;
import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.invite.RequestingInvite;
import dev.missioncontrol.invite.api.invite.RevokingInvite;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes what admins ask for. The caller is checked before the body is read.
 */
@RestController
class InviteController {

	private final InviteRequestReader reader = new InviteRequestReader();

	private final RevokeRequestReader revocations = new RevokeRequestReader();

	private final RequestingInvite requestingInvite;

	private final RevokingInvite revokingInvite;

	private final Callers callers;

	private final BodyReader bodies;

	InviteController(RequestingInvite requestingInvite, RevokingInvite revokingInvite, Callers callers,
			BodyReader bodies) {
		this.requestingInvite = requestingInvite;
		this.revokingInvite = revokingInvite;
		this.callers = callers;
		this.bodies = bodies;
	}

	@PostMapping(path = "/v1/invites", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<ResponseEntity<AcceptedInvite>> create(ServerHttpRequest request) {
		return this.callers.allowedTo(Scope.CREATE_INVITES)
			.flatMap((caller) -> this.bodies.read(request).flatMap((body) -> create(caller, request, body)))
			.map((invite) -> ResponseEntity.accepted()
				.location(location(invite.inviteId()))
				.body(AcceptedInvite.of(invite)));
	}

	private Mono<Invite> create(Caller caller, ServerHttpRequest request, byte[] body) {
		return this.requestingInvite.request(caller, this.reader.read(body),
				IdempotencyHeader.in(request.getHeaders()));
	}

	@PostMapping(path = "/v1/invites/{id}/revoke", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<ResponseEntity<AcceptedRevocation>> revoke(@PathVariable String id, ServerHttpRequest request) {
		return this.callers.allowedTo(Scope.REVOKE_INVITES)
			.flatMap((caller) -> this.bodies.read(request)
				.flatMap((body) -> this.revokingInvite.revoke(caller, id, this.revocations.read(body),
						IdempotencyHeader.in(request.getHeaders()))))
			.map((command) -> ResponseEntity.accepted()
				.location(location(command.inviteId()))
				.body(AcceptedRevocation.of(command)));
	}

	private static URI location(InviteId id) {
		return URI.create("/v1/invites/" + id);
	}

}
