package dev.missioncontrol.invite.api.tenant.auth0;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Fetches one token at a time. Whoever waited while another fetched it in vain is told
 * so, instead of waiting once more for itself: a tenant that does not answer takes half a
 * minute each time. One that is refused is given up, but not again and again.
 */
final class SharedToken implements Supplier<String> {

	private final Supplier<Supplier<String>> source;

	private final long pauseNanos;

	private final LongSupplier nanoTime;

	private Supplier<String> tokens;

	private @Nullable String current;

	private boolean renewed;

	private long renewedAt;

	private long failedAt;

	private @Nullable RuntimeException failure;

	/**
	 * Has no token yet.
	 * @param source gives what fetches tokens and keeps them until they expire
	 * @param pause from one refused token that is given up to the next
	 * @param nanoTime a clock that only goes forward, in ns
	 */
	SharedToken(Supplier<Supplier<String>> source, Duration pause, LongSupplier nanoTime) {
		this.source = source;
		this.pauseNanos = pause.toNanos();
		this.nanoTime = nanoTime;
		this.tokens = source.get();
	}

	@Override
	public String get() {
		return get(this.nanoTime.getAsLong());
	}

	/**
	 * Gives up a token that was refused.
	 * @return whether there is another one to be had
	 */
	synchronized boolean giveUp(String refused) {
		if (!refused.equals(this.current)) {
			// Somebody else has come first.
			return true;
		}
		long now = this.nanoTime.getAsLong();
		if (this.renewed && now - this.renewedAt < this.pauseNanos) {
			return false;
		}
		this.renewed = true;
		this.renewedAt = now;
		this.tokens = this.source.get();
		return true;
	}

	private synchronized String get(long askedAt) {
		if (this.failure != null && this.failedAt - askedAt > 0) {
			throw this.failure;
		}
		try {
			String token = this.tokens.get();
			this.failure = null;
			this.current = token;
			return token;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			this.failedAt = this.nanoTime.getAsLong();
			throw ex;
		}
	}

}
