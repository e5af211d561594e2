package dev.missioncontrol.invite.api.member.auth0;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.github.bucket4j.Bucket;

/**
 * Lets so many questions through at a time and in a second, and none during a pause.
 * Nobody waits at it: what cannot be asked now is not asked.
 */
final class Turnstile {

	private final Semaphore places;

	private final Bucket rate;

	private final LongSupplier nanoTime;

	private final AtomicLong pausedUntil;

	Turnstile(int concurrency, int ratePerSecond, LongSupplier nanoTime) {
		this.places = new Semaphore(concurrency);
		this.rate = Bucket.builder()
			.addLimit((limit) -> limit.capacity(ratePerSecond).refillGreedy(ratePerSecond, Duration.ofSeconds(1)))
			.build();
		this.nanoTime = nanoTime;
		this.pausedUntil = new AtomicLong(nanoTime.getAsLong());
	}

	/** Whoever gets in must leave. */
	Entry enter() {
		if (this.pausedUntil.get() - this.nanoTime.getAsLong() > 0) {
			return Entry.PAUSED;
		}
		if (!this.places.tryAcquire()) {
			return Entry.BUSY;
		}
		if (!this.rate.tryConsume(1)) {
			leave();
			return Entry.LIMITED;
		}
		return Entry.GRANTED;
	}

	void leave() {
		this.places.release();
	}

	/** Tells whether that is new, so that one of many failures is logged. */
	boolean pause(Duration time) {
		long now = this.nanoTime.getAsLong();
		long until = now + time.toNanos();
		long before = this.pausedUntil.getAndUpdate((last) -> (until - last > 0) ? until : last);
		return before - now <= 0;
	}

	/**
	 * Whether a question may be asked.
	 */
	enum Entry {

		/** Now. */
		GRANTED,

		/** Auth0 did not answer just before, or said when to come again. */
		PAUSED,

		/** Enough was asked in this second. */
		LIMITED,

		/** Enough questions have no answer yet. */
		BUSY;

		/** A name for metrics. */
		String code() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
