package dev.missioncontrol.invite.api.invite;

import java.time.Clock;

import dev.missioncontrol.invite.api.caller.Caller;
import dev.missioncontrol.invite.api.idempotency.Claim;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.idempotency.IdempotencyStore;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Invites somebody. Accepted means that the command is in the log.
 */
public final class RequestingInvite {

	private final InvitePolicy policy;

	private final CommandLog log;

	private final IdempotencyStore keys;

	private final Clock clock;

	/**
	 * Puts the use case together.
	 * @param policy what may be asked for
	 * @param log where accepted commands go
	 * @param keys what idempotency keys stand for; asked only for requests with a key
	 * @param clock gives the time of the request
	 */
	public RequestingInvite(InvitePolicy policy, CommandLog log, IdempotencyStore keys, Clock clock) {
		this.policy = policy;
		this.log = log;
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * Invites somebody into the caller's organization.
	 * @param caller who asks
	 * @param request what was sent
	 * @param key makes it safe to send the same request again; null for none
	 * @return how it ended; a {@code ProblemException} when the log, or for a request
	 * with a key the store, cannot be reached
	 */
	public Mono<RequestOutcome> request(Caller caller, InviteRequest request, @Nullable IdempotencyKey key) {
		return switch (Review.of(request, this.policy)) {
			case Review.Result.Objections(var violations) ->
				Mono.just(new RequestOutcome.Refused(Problem.invalid(violations)));
			case Review.Result.Terms(var terms) when key == null -> append(command(terms, caller, InviteId.next()));
			case Review.Result.Terms(var terms) -> once(terms, caller, key);
		};
	}

	private InviteRequested command(InviteTerms terms, Caller caller, InviteId id) {
		return new InviteRequested(terms.invite(id, caller, this.clock.instant()));
	}

	private Mono<RequestOutcome> append(InviteRequested command) {
		return this.log.append(command).thenReturn(new RequestOutcome.Accepted(command.invite()));
	}

	private Mono<RequestOutcome> once(InviteTerms terms, Caller caller, IdempotencyKey key) {
		String organization = caller.organization().id();
		InviteRequested command = command(terms, caller, InviteId.of(organization, key.value()));
		Mono<RequestOutcome> outcome = this.keys.claim(key, Fingerprints.of(terms), command)
			.flatMap((claim) -> switch (claim) {
				case Claim.Granted granted -> append(granted);
				case Claim.Answered(var earlier) -> Mono.just(new RequestOutcome.Accepted(earlier.invite()));
				case Claim.InFlight(var retryAfter) -> refused(Problem.passing(ProblemCode.IDEMPOTENCY_KEY_IN_FLIGHT,
						"Wait for the answer to the first request, or send the same one again later.", retryAfter));
				case Claim.OtherRequest _ -> refused(Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED,
						"A key belongs to one request; send another request with another key."));
			});
		// A caller who hangs up must not leave the key in flight.
		return Mono.fromFuture(outcome::toFuture, true);
	}

	/** What could not be recorded about the key is not worth losing the answer for. */
	private Mono<RequestOutcome> append(Claim.Granted granted) {
		return append(granted.command())
			.onErrorResume((ex) -> this.keys.release(granted).onErrorComplete().then(Mono.error(ex)))
			.delayUntil((_) -> this.keys.complete(granted).onErrorComplete());
	}

	private static Mono<RequestOutcome> refused(Problem problem) {
		return Mono.just(new RequestOutcome.Refused(problem));
	}

}
