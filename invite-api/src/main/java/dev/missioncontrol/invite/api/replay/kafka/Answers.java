package dev.missioncontrol.invite.api.replay.kafka;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Waits for the database, for as long as a job may wait.
 *
 * @param timeout longest wait for one answer
 */
record Answers(Duration timeout) {

	/**
	 * Waits for an answer.
	 * @throws IllegalStateException when none came
	 */
	<T> T of(Mono<T> question) {
		@Nullable T answer = question.block(this.timeout);
		if (answer == null) {
			throw new IllegalStateException("the database gave no answer");
		}
		return answer;
	}

	/** Waits until something is done. */
	void await(Mono<Void> deed) {
		deed.block(this.timeout);
	}

}
