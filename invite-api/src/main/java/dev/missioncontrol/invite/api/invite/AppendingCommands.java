package dev.missioncontrol.invite.api.invite;

import java.util.function.Function;

import dev.missioncontrol.invite.api.idempotency.Claim;
import dev.missioncontrol.invite.api.idempotency.Fingerprint;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.idempotency.IdempotencyStore;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.InviteCommand;
import dev.missioncontrol.invite.event.WholeInviteEvent;
import reactor.core.publisher.Mono;

/**
 * Puts commands into the log: the one way for all of them. What comes with an idempotency
 * key is put there once, however often it is sent.
 */
public final class AppendingCommands {

	private final CommandLog log;

	private final IdempotencyStore keys;

	private final PendingInvites pending;

	/**
	 * Appends here.
	 * @param log where accepted commands go
	 * @param keys what idempotency keys stand for
	 * @param pending keeps the places of what is in the log
	 */
	public AppendingCommands(CommandLog log, IdempotencyStore keys, PendingInvites pending) {
		this.log = log;
		this.keys = keys;
		this.pending = pending;
	}

	/**
	 * Appends a command.
	 * @param decision gives the command; its {@code ProblemException} is the answer when
	 * there is to be none
	 * @return the command, once it can no longer be lost; a {@code ProblemException} when
	 * the log did not take it
	 */
	<C extends InviteCommand> Mono<C> append(Mono<C> decision) {
		return toItsEnd(
				this.log.ready().then(decision).flatMap((command) -> write(command, Mono.empty(), Mono.empty())));
	}

	/**
	 * Appends a command unless its key says that this was done before.
	 * @param organizationId whose key it is
	 * @param key names the request
	 * @param fingerprint tells whether this is the request that the key stands for
	 * @param command used when the key is new
	 * @param decision asked before anything is appended; gives the command or another
	 * that is to take its place, or a {@code ProblemException} when nothing must be
	 * appended, which leaves the key free
	 * @return the command that is in the log, now or since an earlier request; a
	 * {@code ProblemException} when the key stands for another request or is in use, or
	 * when the log or the store cannot be reached
	 */
	<C extends InviteCommand> Mono<C> once(String organizationId, IdempotencyKey key, Fingerprint fingerprint,
			C command, Function<Claim.Granted<C>, Mono<C>> decision) {
		return toItsEnd(this.log.ready()
			.then(Mono.defer(() -> this.keys.claim(organizationId, key, fingerprint, command)))
			.flatMap((claim) -> switch (claim) {
				case Claim.Granted<C> granted -> append(granted, decision);
				case Claim.Answered<C>(var earlier) -> Mono.just(earlier);
				case Claim.InFlight<C>(var retryAfter) ->
					Mono.error(new ProblemException(Problem.passing(ProblemCode.IDEMPOTENCY_KEY_IN_FLIGHT,
							"Wait for the answer to the first request, or send the same one again later.",
							retryAfter)));
				case Claim.OtherRequest<C> _ ->
					Mono.error(new ProblemException(Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED,
							"A key belongs to one request; send another request with another key.")));
			}));
	}

	/**
	 * A caller who hangs up must not leave a key in flight, or a place taken for nothing.
	 */
	private static <C> Mono<C> toItsEnd(Mono<C> outcome) {
		return Mono.deferContextual((context) -> Mono.fromFuture(() -> outcome.contextWrite(context).toFuture(), true));
	}

	/** What could not be recorded about the key is not worth losing the answer for. */
	private <C extends InviteCommand> Mono<C> append(Claim.Granted<C> granted,
			Function<Claim.Granted<C>, Mono<C>> decision) {
		return Mono.defer(() -> decision.apply(granted))
			.delayUntil((command) -> keep(granted, command))
			.onErrorResume((ex) -> this.keys.forget(granted).onErrorComplete().then(Mono.error(ex)))
			.flatMap((command) -> write(command, Mono.defer(() -> this.keys.complete(granted)).onErrorComplete(),
					Mono.defer(() -> this.keys.release(granted)).onErrorComplete()));
	}

	/**
	 * Before it is written: should the answer get lost, the next attempt must not differ.
	 */
	private <C extends InviteCommand> Mono<Void> keep(Claim.Granted<C> granted, C command) {
		return command.equals(granted.command()) ? Mono.empty()
				: this.keys.change(granted, command).onErrorResume((ex) -> giveBack(command).then(Mono.error(ex)));
	}

	/** What is to be recorded afterwards is recorded at once: a caller waits for it. */
	private <C extends InviteCommand> Mono<C> write(C command, Mono<Void> onceWritten, Mono<Void> onceRefused) {
		return this.log.append(command)
			.onErrorResume((ex) -> Mono.when(giveBack(command), onceRefused).then(Mono.error(ex)))
			.then(Mono.defer(() -> Mono.when(confirm(command), onceWritten)))
			.thenReturn(command);
	}

	private Mono<Void> confirm(InviteCommand command) {
		return (command instanceof WholeInviteEvent whole) ? this.pending.confirm(whole.invite()).onErrorComplete()
				: Mono.empty();
	}

	private Mono<Void> giveBack(InviteCommand command) {
		return (command instanceof WholeInviteEvent whole) ? this.pending.giveBack(whole.invite()).onErrorComplete()
				: Mono.empty();
	}

}
