package dev.missioncontrol.invite.api.graphql;

import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.invite.RequestOutcome;
import dev.missioncontrol.invite.api.invite.RequestingInvite;
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

	private final FindingInvite findingInvite;

	private final Callers callers;

	InviteGraphQlController(RequestingInvite requestingInvite, FindingInvite findingInvite, Callers callers) {
		this.requestingInvite = requestingInvite;
		this.findingInvite = findingInvite;
		this.callers = callers;
	}

	@MutationMapping("invite_user")
	Mono<InviteUserPayload> inviteUser(@Argument InviteUserInput input, @Argument @Nullable String idempotencyKey) {
		return this.callers.allowedTo(Scope.CREATE_INVITES)
			.flatMap((caller) -> this.requestingInvite.request(caller, input.request(), key(idempotencyKey)))
			.flatMap(InviteGraphQlController::answer);
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
					"An idempotencyKey has 1 to 255 printable ASCII characters."));
		}
	}

	private static Mono<InviteUserPayload> answer(RequestOutcome outcome) {
		return switch (outcome) {
			case RequestOutcome.Accepted(var invite) -> Mono.just(InviteUserPayload.of(invite));
			case RequestOutcome.Refused(var problem) -> Mono.error(new ProblemException(problem));
		};
	}

}
