package dev.missioncontrol.invite.api.graphql;

import java.util.List;

import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.invite.RequestingInvite;
import dev.missioncontrol.invite.api.invite.ResendRequest;
import dev.missioncontrol.invite.api.invite.ResendingInvite;
import dev.missioncontrol.invite.api.invite.RevokeRequest;
import dev.missioncontrol.invite.api.invite.RevokingInvite;
import dev.missioncontrol.invite.api.ledger.FindingInvite;
import dev.missioncontrol.invite.api.ledger.InviteView;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * The fields of the schema.
 */
@Controller
class InviteGraphQlController {

	private final RequestingInvite requestingInvite;

	private final ResendingInvite resendingInvite;

	private final RevokingInvite revokingInvite;

	private final FindingInvite findingInvite;

	private final Callers callers;

	InviteGraphQlController(RequestingInvite requestingInvite, ResendingInvite resendingInvite,
			RevokingInvite revokingInvite, FindingInvite findingInvite, Callers callers) {
		this.requestingInvite = requestingInvite;
		this.resendingInvite = resendingInvite;
		this.revokingInvite = revokingInvite;
		this.findingInvite = findingInvite;
		this.callers = callers;
	}

	@MutationMapping("invite_user")
	Mono<InviteUserPayload> inviteUser(@Argument InviteUserInput input, @Argument @Nullable String idempotencyKey) {
		InviteRequest asked = input.request();
		return this.callers.allowedTo(Scope.CREATE_INVITES)
			// To replace an invite is to revoke it.
			.flatMap((caller) -> asked.replaces() ? this.callers.allowedTo(Scope.REVOKE_INVITES) : Mono.just(caller))
			.flatMap((caller) -> this.requestingInvite.request(caller, asked, key(idempotencyKey)))
			.map(InviteUserPayload::of);
	}

	@MutationMapping("resend_invite")
	Mono<InviteUserPayload> resendInvite(@Argument String id, @Argument @Nullable String ttl,
			@Argument @Nullable String idempotencyKey) {
		return this.callers.allowedTo(Scope.CREATE_INVITES)
			.flatMap((caller) -> this.resendingInvite.resend(caller, id, new ResendRequest(ttl, List.of()),
					key(idempotencyKey)))
			.map(InviteUserPayload::of);
	}

	@MutationMapping("revoke_invite")
	Mono<RevokeInvitePayload> revokeInvite(@Argument String id, @Argument @Nullable String reason,
			@Argument @Nullable String idempotencyKey) {
		return this.callers.allowedTo(Scope.REVOKE_INVITES)
			.flatMap((caller) -> this.revokingInvite.revoke(caller, id, new RevokeRequest(reason, List.of()),
					key(idempotencyKey)))
			.map(RevokeInvitePayload::of);
	}

	@QueryMapping
	Mono<InviteView> invite(@Argument String id) {
		return this.callers.allowedTo(Scope.READ_INVITES).flatMap((caller) -> this.findingInvite.find(caller, id));
	}

	private static @Nullable IdempotencyKey key(@Nullable String value) {
		try {
			return (value != null) ? new IdempotencyKey(value) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new ProblemException(Problem.of(ProblemCode.INVALID_IDEMPOTENCY_KEY,
					"An idempotencyKey has 1 to 255 printable ASCII characters and does not begin with batch:."));
		}
	}

}
