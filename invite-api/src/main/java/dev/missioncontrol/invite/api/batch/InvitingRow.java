package dev.missioncontrol.invite.api.batch;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.invite.InviteRequest;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Invites the person of one row, by the same rules as for a request of its own. The row
 * has an idempotency key that follows from the batch and its number, so that carrying it
 * out again, after a crash, does nothing new.
 */
public final class InvitingRow {

	/** Nothing about the row: the same one may be accepted later. */
	private static final Set<ProblemCode> PASSING = EnumSet.of(ProblemCode.COMMAND_LOG_UNAVAILABLE,
			ProblemCode.DATABASE_UNAVAILABLE, ProblemCode.MEMBERS_UNAVAILABLE, ProblemCode.OVERLOADED,
			ProblemCode.READ_ONLY, ProblemCode.IDEMPOTENCY_KEY_IN_FLIGHT);

	private static final Duration A_WHILE = Duration.ofSeconds(5);

	private final Requests requests;

	/**
	 * Puts the use case together.
	 * @param requests what invites one person, the same as for a request that comes alone
	 */
	public InvitingRow(Requests requests) {
		this.requests = requests;
	}

	/**
	 * Carries a row out.
	 * @param batch which batch it belongs to
	 * @param submitter on whose behalf
	 * @param row the row
	 * @return what came of it; a fault when that cannot be told
	 */
	public Mono<Step> invite(BatchId batch, Submitter submitter, BatchRow row) {
		return switch (row.content()) {
			case RowContent.Illegible(var violation) ->
				Mono.just(ended(RowResult.refused(row.number(), ProblemCode.INVALID_REQUEST, List.of(violation))));
			case RowContent.Legible(var request) -> invite(batch, submitter, row.number(), request);
		};
	}

	private Mono<Step> invite(BatchId batch, Submitter submitter, int number, InviteRequest request) {
		if (request.replaces() && !submitter.mayReplace()) {
			return Mono.just(ended(RowResult.refused(number, ProblemCode.INSUFFICIENT_SCOPE, List.of())));
		}
		IdempotencyKey key = new IdempotencyKey("batch:" + batch + ":" + number);
		return this.requests.request(submitter.caller(), request, key)
			.map((invite) -> ended(RowResult.accepted(number, invite.inviteId())))
			.onErrorResume(ProblemException.class, (refusal) -> Mono.just(refused(number, refusal.problem())));
	}

	private static Step refused(int number, Problem problem) {
		if (isPassing(problem)) {
			return new Step.Later(Optional.ofNullable(problem.retryAfter()).orElse(A_WHILE));
		}
		return ended((problem.code() == ProblemCode.ALREADY_INVITED)
				? new RowResult(number, RowOutcome.DUPLICATE, pending(problem), problem.code(), List.of())
				: RowResult.refused(number, problem.code(), problem.violations()));
	}

	/** A limit of a minute is over soon; nobody waits for the next day. */
	private static boolean isPassing(Problem problem) {
		Problem.Limit limit = problem.limit();
		// The ledger is behind, so what the row asks for cannot be done yet.
		boolean behind = problem.code() == ProblemCode.ALREADY_INVITED && problem.retryAfter() != null;
		return behind || PASSING.contains(problem.code()) || (problem.code() == ProblemCode.QUOTA_EXCEEDED
				&& limit != null && limit.window().compareTo(Duration.ofHours(1)) < 0);
	}

	private static @Nullable InviteId pending(Problem problem) {
		String id = problem.members().get("invite");
		return (id != null) ? InviteId.parse(id) : null;
	}

	private static Step ended(RowResult result) {
		return new Step.Ended(result);
	}

	/**
	 * Invites one person.
	 */
	@FunctionalInterface
	public interface Requests {

		/**
		 * Invites somebody; as
		 * {@link dev.missioncontrol.invite.api.invite.RequestingInvite#request}.
		 * @param caller who asks
		 * @param request what was sent
		 * @param key makes it safe to do so again
		 * @return what was accepted, or a {@code ProblemException}
		 */
		Mono<Invite> request(Caller caller, InviteRequest request, IdempotencyKey key);

	}

	/**
	 * What came of an attempt.
	 */
	public sealed interface Step {

		/**
		 * The row has its result.
		 *
		 * @param result the result
		 */
		record Ended(RowResult result) implements Step {
		}

		/**
		 * Something else stands in the way, for all rows.
		 *
		 * @param pause after which time to try again
		 */
		record Later(Duration pause) implements Step {
		}

	}

}
