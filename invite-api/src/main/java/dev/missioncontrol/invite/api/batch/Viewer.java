package dev.missioncontrol.invite.api.batch;

import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Which batches somebody may see.
 *
 * @param organizationId those of this organization
 * @param subject those of this caller only; null for those of everybody there
 */
public record Viewer(String organizationId, @Nullable String subject) {

	/**
	 * Who reads invites sees all batches; who only makes some, their own.
	 * @param callers who calls
	 * @return the viewer; a {@code ProblemException} when both scopes are missing
	 */
	public static Mono<Viewer> of(Callers callers) {
		return callers.allowedTo(Scope.READ_INVITES)
			.map((caller) -> new Viewer(caller.organization().id(), null))
			.onErrorResume(Viewer::lacksScope,
					(refusal) -> callers.allowedTo(Scope.CREATE_INVITES)
						.map((caller) -> new Viewer(caller.organization().id(), caller.subject()))
						.onErrorMap(Viewer::lacksScope, (_) -> refusal));
	}

	private static boolean lacksScope(Throwable failure) {
		return failure instanceof ProblemException refusal
				&& refusal.problem().code() == ProblemCode.INSUFFICIENT_SCOPE;
	}

}
