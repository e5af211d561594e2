package dev.missioncontrol.invite.api.invite;

import java.time.Duration;

import reactor.core.publisher.Mono;

/**
 * How long a request waits for an invite that another one asked for just now.
 *
 * @param total longest wait
 * @param pause between two looks
 */
public record Patience(Duration total, Duration pause) {

	/**
	 * Checks that there is an end to it.
	 * @throws IllegalArgumentException when the pause is not positive
	 */
	public Patience {
		if (!pause.isPositive() || total.isNegative()) {
			throw new IllegalArgumentException("a wait is 0 or more, and the pause in it more than 0");
		}
	}

	/** Looks again until there is something, or the wait is over: then it stays empty. */
	<T> Mono<T> await(Mono<T> look) {
		return look.repeatWhenEmpty((empty) -> empty.take(this.total.dividedBy(this.pause)).delayElements(this.pause));
	}

}
