package dev.missioncontrol.invite.api.invite;

import java.util.function.Consumer;

import dev.missioncontrol.invite.api.idempotency.Claim;
import dev.missioncontrol.invite.api.idempotency.Fingerprint;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.idempotency.IdempotencyStore;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.InviteCommand;
import reactor.core.publisher.Mono;

/**
 * Puts commands into the log: the one way for all of them. What comes with an idempotency
 * key is put there once, however often it is sent.
 */
public final class AppendingCommands {

	private final CommandLog log;

	private final IdempotencyStore keys;

	/**
	 * Appends here.
	 * @param log where accepted commands go
	 * @param keys what idempotency keys stand for
	 */
	public AppendingCommands(CommandLog log, IdempotencyStore keys) {
		this.log = log;
		this.keys = keys;
	}

	/**
	 * Appends a command.
	 * @return the command, once it can no longer be lost; a {@code ProblemException} when
	 * the log did not take it
	 */
	<C extends InviteCommand> Mono<C> append(C command) {
		return this.log.append(command).thenReturn(command);
	}

	/**
	 * Appends a command unless its key says that this was done before.
	 * @param organizationId whose key it is
	 * @param key names the request
	 * @param fingerprint tells whether this is the request that the key stands for
	 * @param command used when the key is new
	 * @param check asked before anything is appended; throws a {@code ProblemException}
	 * when it must not be, which leaves the key free
	 * @return the command that is in the log, now or since an earlier request; a
	 * {@code ProblemException} when the key stands for another request or is in use, or
	 * when the log or the store cannot be reached
	 */
	<C extends InviteCommand> Mono<C> once(String organizationId, IdempotencyKey key, Fingerprint fingerprint,
			C command, Consumer<Claim.Granted<C>> check) {
		Mono<C> outcome = this.log.ready()
			.then(Mono.defer(() -> this.keys.claim(organizationId, key, fingerprint, command)))
			.flatMap((claim) -> switch (claim) {
				case Claim.Granted<C> granted -> append(granted, check);
				case Claim.Answered<C>(var earlier) -> Mono.just(earlier);
				case Claim.InFlight<C>(var retryAfter) ->
					Mono.error(new ProblemException(Problem.passing(ProblemCode.IDEMPOTENCY_KEY_IN_FLIGHT,
							"Wait for the answer to the first request, or send the same one again later.",
							retryAfter)));
				case Claim.OtherRequest<C> _ ->
					Mono.error(new ProblemException(Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED,
							"A key belongs to one request; send another request with another key.")));
			});
		// A caller who hangs up must not leave the key in flight.
		return Mono.fromFuture(outcome::toFuture, true);
	}

	/** What could not be recorded about the key is not worth losing the answer for. */
	private <C extends InviteCommand> Mono<C> append(Claim.Granted<C> granted, Consumer<Claim.Granted<C>> check) {
		return Mono.fromRunnable(() -> check.accept(granted))
			.onErrorResume((ex) -> this.keys.forget(granted).onErrorComplete().then(Mono.error(ex)))
			.then(Mono.defer(() -> append(granted.command())
				.onErrorResume((ex) -> this.keys.release(granted).onErrorComplete().then(Mono.error(ex)))))
			.delayUntil((_) -> this.keys.complete(granted).onErrorComplete());
	}

}
