package dev.missioncontrol.invite.api.invite.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.missioncontrol.invite.api.invite.CommandLog;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.event.InviteCommand;
import reactor.core.publisher.Mono;

/**
 * Spares callers the wait while Kafka is away: a few at a time find out whether it is
 * back, and the others are told at once. Without that, all who try again would pile up
 * behind timeouts, and none would be answered in time.
 * <p>
 * Kafka counts as away when a command failed and none succeeded since it set out; a
 * single partition without a leader is no reason to refuse the others.
 */
final class ProbingCommandLog implements CommandLog {

	private final CommandLog log;

	private final int probes;

	private final Duration retryAfter;

	private final AtomicInteger waiting = new AtomicInteger();

	private final AtomicLong successes = new AtomicLong();

	private volatile boolean away;

	/**
	 * Wraps another log.
	 * @param log where commands go
	 * @param probes most commands that wait at the same time while Kafka is away
	 * @param retryAfter what the others are told to wait
	 */
	ProbingCommandLog(CommandLog log, int probes, Duration retryAfter) {
		this.log = log;
		this.probes = probes;
		this.retryAfter = retryAfter;
	}

	@Override
	public Mono<Void> append(InviteCommand command) {
		return Mono.defer(() -> {
			boolean last = this.waiting.incrementAndGet() > this.probes;
			if (this.away && last) {
				this.waiting.decrementAndGet();
				return Mono.error(refusal());
			}
			long before = this.successes.get();
			return this.log.append(command)
				.doOnSuccess((_) -> succeeded())
				.doOnError((_) -> failed(before))
				.doFinally((_) -> this.waiting.decrementAndGet());
		});
	}

	@Override
	public Mono<Void> ready() {
		return Mono
			.defer(() -> (this.away && this.waiting.get() >= this.probes) ? Mono.error(refusal()) : Mono.empty());
	}

	private ProblemException refusal() {
		return new ProblemException(Problem.passing(ProblemCode.COMMAND_LOG_UNAVAILABLE,
				"The invite was not taken; send it again.", this.retryAfter));
	}

	private void succeeded() {
		this.successes.incrementAndGet();
		this.away = false;
	}

	private void failed(long before) {
		if (this.successes.get() == before) {
			this.away = true;
		}
	}

}
