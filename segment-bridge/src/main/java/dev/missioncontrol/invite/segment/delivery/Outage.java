package dev.missioncontrol.invite.segment.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

import dev.missioncontrol.invite.segment.delivery.SegmentClient.Answer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Segment is away, as everybody in this process sees it. While it is, one call at
 * a time finds out whether it is back, ever more rarely, and nobody else calls. Safe for
 * use by several threads.
 */
public final class Outage {

	private static final Logger log = LoggerFactory.getLogger(Outage.class);

	private final Backoff backoff;

	private final RandomGenerator random;

	private final Clock clock;

	private @Nullable State state;

	private boolean probing;

	/** Changes with each turn of events: answers to older questions do not count. */
	private long turn;

	/**
	 * Starts with Segment there.
	 * @param backoff how long to leave Segment alone
	 * @param random where the jitter comes from
	 * @param clock measures the waits
	 */
	public Outage(Backoff backoff, RandomGenerator random, Clock clock) {
		this.backoff = backoff;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Asks for leave to call Segment. Whoever gets it must say what was
	 * {@linkplain #heard heard}.
	 * @return what to hand in with the answer; empty when Segment is to be left alone
	 */
	public synchronized OptionalLong leave() {
		if (this.state == null) {
			return OptionalLong.of(this.turn);
		}
		if (this.probing || this.clock.instant().isBefore(this.state.nextTryAt())) {
			return OptionalLong.empty();
		}
		this.probing = true;
		return OptionalLong.of(this.turn);
	}

	/**
	 * Takes note of an answer. Calls that were under way when Segment went away do not
	 * make the outage longer, nor do they end it.
	 * @param leave what {@link #leave()} gave
	 * @param answer what Segment said
	 */
	public synchronized void heard(long leave, Answer answer) {
		Instant now = this.clock.instant();
		Duration asked = Duration.ZERO;
		if (answer instanceof Answer.Unavailable(String _, Duration retryAfter) && retryAfter != null) {
			asked = this.backoff.heard(retryAfter);
		}
		if (leave != this.turn) {
			if (this.state != null) {
				this.state = this.state.notBefore(now.plus(asked));
			}
			return;
		}
		if (answer instanceof Answer.Unavailable(String cause, Duration _)) {
			fail(now, cause, asked);
		}
		else if (this.state != null) {
			log.info("Segment is back after {}", Duration.between(this.state.since(), now));
			this.state = null;
			next();
		}
	}

	/**
	 * How long to leave Segment alone from now on.
	 * @return zero when it is worth asking for {@linkplain #leave leave}
	 */
	public synchronized Duration remaining() {
		if (this.state == null) {
			return Duration.ZERO;
		}
		Duration remaining = Duration.between(this.clock.instant(), this.state.nextTryAt());
		if (remaining.isPositive()) {
			return remaining;
		}
		return this.probing ? this.backoff.initial() : Duration.ZERO;
	}

	/**
	 * How long to rest before asking for {@linkplain #leave leave} again: what
	 * {@linkplain #remaining() remains}, and a little more at random, so that it is not
	 * always the same consumer who finds out, and the records of others are tried too.
	 * @return zero when it is worth asking at once
	 */
	public synchronized Duration rest() {
		Duration remaining = remaining();
		return remaining.isZero() ? remaining
				: remaining.plusMillis(this.random.nextLong(this.backoff.initial().toMillis()));
	}

	/**
	 * What is known of the outage.
	 * @return empty when there is none
	 */
	public synchronized Optional<State> state() {
		return Optional.ofNullable(this.state);
	}

	private void fail(Instant now, String cause, Duration asked) {
		int attempts = (this.state != null) ? this.state.attempts() + 1 : 1;
		Instant since = (this.state != null) ? this.state.since() : now;
		Duration wait = this.backoff.after(attempts, this.random);
		this.state = new State(since, attempts, cause, now.plus(wait)).notBefore(now.plus(asked));
		next();
		log.warn("Segment is away ({}) since {}, attempt {}, next at {}", cause, since, attempts,
				this.state.nextTryAt());
	}

	private void next() {
		this.probing = false;
		this.turn++;
	}

	/**
	 * An outage.
	 *
	 * @param since time of the first failure
	 * @param attempts calls that found Segment away, 1 or more
	 * @param cause of the last failure, such as {@code http-503}
	 * @param nextTryAt earliest time of the next call
	 */
	public record State(Instant since, int attempts, String cause, Instant nextTryAt) {

		State notBefore(Instant time) {
			return this.nextTryAt.isBefore(time) ? new State(this.since, this.attempts, this.cause, time) : this;
		}

	}

}
