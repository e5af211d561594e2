package dev.missioncontrol.invite.sandbox.segment;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.sandbox.part.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the stand-in fail on purpose, until told otherwise or for a number of requests.
 * Safe for use by several threads.
 */
final class Faults implements AutoCloseable {

	private final CountDownLatch closed = new CountDownLatch(1);

	private @Nullable Fault current;

	private int left;

	synchronized void set(@Nullable Fault fault) {
		this.current = fault;
		this.left = (fault != null && fault.count() != null) ? fault.count() : Integer.MAX_VALUE;
	}

	synchronized Optional<Fault> current() {
		return Optional.ofNullable(this.current);
	}

	/** The fault that this request meets, after its delay. */
	Optional<Fault> next() {
		Optional<Fault> fault = take();
		fault.map(Fault::delay).ifPresent(this::delay);
		return fault;
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

	private synchronized Optional<Fault> take() {
		Optional<Fault> fault = current();
		if (fault.isPresent()) {
			this.left--;
			if (this.left <= 0) {
				this.current = null;
			}
		}
		return fault;
	}

	/** Closing ends every delay. */
	private void delay(Duration delay) {
		try {
			boolean _ = this.closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * How to fail.
	 *
	 * @param status HTTP status of the answer; null to only be slow
	 * @param retryAfter value of {@code Retry-After}, in seconds; null for none
	 * @param count number of requests that fail; null for no end
	 * @param delayMs how long each request waits, in milliseconds; null for not at all
	 * @param taken whether the messages are taken although the answer says otherwise;
	 * null for not
	 */
	record Fault(@Nullable Integer status, @Nullable Integer retryAfter, @Nullable Integer count,
			@Nullable Long delayMs, @Nullable Boolean taken) {

		Fault {
			check(status == null || (status >= 200 && status <= 599), "status must be 200 to 599");
			check(retryAfter == null || retryAfter >= 0, "retryAfter must not be negative");
			check(count == null || count > 0, "count must be positive");
			check(delayMs == null || (delayMs >= 0 && delayMs <= 600_000), "delayMs must be 0 to 600000");
			check(status != null || delayMs != null, "a status or a delayMs is needed");
		}

		boolean takes() {
			return Boolean.TRUE.equals(this.taken);
		}

		Duration delay() {
			return Duration.ofMillis((this.delayMs != null) ? this.delayMs : 0);
		}

		/** Empty when it only delays. */
		Optional<Answer> answer() {
			if (this.status == null) {
				return Optional.empty();
			}
			Answer answer = Answer.text(this.status, "fault\n");
			return Optional
				.of((this.retryAfter != null) ? answer.with("Retry-After", this.retryAfter.toString()) : answer);
		}

		private static void check(boolean rule, String message) {
			if (!rule) {
				throw new IllegalArgumentException(message);
			}
		}

	}

}
