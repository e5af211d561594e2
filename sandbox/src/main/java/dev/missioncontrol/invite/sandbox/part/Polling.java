package dev.missioncontrol.invite.sandbox.part;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks again and again until there is an answer, or the time is up.
 *
 * @param within how long to ask
 * @param pause how long to wait before asking again
 */
public record Polling(Duration within, Duration pause) {

	/**
	 * Asks until there is an answer.
	 * @param <T> the answer
	 * @param <X> what asking may throw
	 * @param question asked at least once
	 * @return empty when the time is up
	 * @throws X when asking failed
	 * @throws InterruptedException when this thread should end
	 */
	public <T, X extends Exception> Optional<T> until(Question<T, X> question) throws X, InterruptedException {
		long end = System.nanoTime() + this.within.toNanos();
		while (true) {
			Optional<T> answer = question.ask();
			if (answer.isPresent() || System.nanoTime() > end) {
				return answer;
			}
			boolean _ = new CountDownLatch(1).await(this.pause.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * What is asked.
	 *
	 * @param <T> the answer
	 * @param <X> what asking may throw
	 */
	@FunctionalInterface
	public interface Question<T, X extends Exception> {

		/**
		 * Asks once.
		 * @return empty to be asked again
		 * @throws X when there will be no answer
		 * @throws InterruptedException when this thread should end
		 */
		Optional<T> ask() throws X, InterruptedException;

	}

}
