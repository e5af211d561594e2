package dev.missioncontrol.invite.api.invite.web;

import java.net.URI;

import dev.missioncontrol.invite.api.body.web.BodyReader;
import dev.missioncontrol.invite.api.body.web.IdempotencyHeader;
import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.invite.RequestingInvite;
import dev.missioncontrol.invite.api.invite.ResendingInvite;
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

	private final ResendRequestReader resends = new ResendRequestReader();

	private final RevokeRequestReader revocations = new RevokeRequestReader();

	private final RequestingInvite requestingInvite;

	private final ResendingInvite resendingInvite;

	private final RevokingInvite revokingInvite;

	private final Callers callers;

	private final BodyReader bodies;

	InviteController(RequestingInvite requestingInvite, ResendingInvite resendingInvite, RevokingInvite revokingInvite,
			Callers callers, BodyReader bodies) {
		this.requestingInvite = requestingInvite;
		this.resendingInvite = resendingInvite;
		this.revokingInvite = revokingInvite;
		this.callers = callers;
		this.bodies = bodies;
	}

	@PostMapping(path = "/v1/invites", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<ResponseEntity<AcceptedInvite>> create(ServerHttpRequest request) {
		return this.callers.allowedTo(Scope.CREATE_INVITES)
			.flatMap((caller) -> this.bodies.read(request)
				.map(this.reader::read)
				.flatMap((asked) -> create(caller, request, asked)))
			.map(InviteController::accepted);
	}

	/** To replace an invite is to revoke it. */
	private Mono<Invite> create(Caller caller, ServerHttpRequest request, InviteRequest asked) {
		Mono<Caller> allowed = asked.replaces() ? this.callers.allowedTo(Scope.REVOKE_INVITES) : Mono.just(caller);
		return allowed
			.flatMap((_) -> this.requestingInvite.request(caller, asked, IdempotencyHeader.in(request.getHeaders())));
	}

	@PostMapping(path = "/v1/invites/{id}/resend", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<ResponseEntity<AcceptedInvite>> resend(@PathVariable String id, ServerHttpRequest request) {
		return this.callers.allowedTo(Scope.CREATE_INVITES)
			.flatMap((caller) -> this.bodies.read(request)
				.flatMap((body) -> this.resendingInvite.resend(caller, id, this.resends.read(body),
						IdempotencyHeader.in(request.getHeaders()))))
			.map(InviteController::accepted);
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

	private static ResponseEntity<AcceptedInvite> accepted(Invite invite) {
		return ResponseEntity.accepted().location(location(invite.inviteId())).body(AcceptedInvite.of(invite));
	}

	private static URI location(InviteId id) {
		return URI.create("/v1/invites/" + id);
	}

}
