package dev.missioncontrol.invite.http.rate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.missioncontrol.invite.http.address.IpAddress;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/**
 * A token bucket for each client. Remembers so many clients at most; one that is
 * forgotten starts with a full bucket. Safe for use by several threads.
 */
public final class RateLimit {

	private final Cache<IpAddress, Bucket> buckets;

	private final RatePolicy policy;

	private final TimeMeter time;

	/**
	 * Nobody has come yet.
	 * @param policy how often clients may come
	 * @param nanoTime a clock that never goes back, such as {@code System::nanoTime}
	 */
	public RateLimit(RatePolicy policy, LongSupplier nanoTime) {
		this.policy = policy;
		this.time = new NanoTime(nanoTime);
		// After a whole period a bucket is full again, and as good as none.
		this.buckets = Caffeine.newBuilder()
			.maximumSize(policy.clients())
			.expireAfterAccess(policy.period())
			.ticker(nanoTime::getAsLong)
			.executor(Runnable::run)
			.build();
	}

	/**
	 * Lets a client come once more, or not.
	 * @param client an address, the same for all requests of one client
	 * @return whether, and what to tell
	 */
	public Pass take(IpAddress client) {
		ConsumptionProbe probe = this.buckets.get(client, (_) -> bucket()).tryConsumeAndReturnRemaining(1);
		return new Pass(probe.isConsumed(), probe.getRemainingTokens(),
				Duration.ofNanos(probe.getNanosToWaitForRefill()), Duration.ofNanos(probe.getNanosToWaitForReset()));
	}

	/**
	 * How many clients are remembered.
	 * @return about
	 */
	public long clients() {
		this.buckets.cleanUp();
		return this.buckets.estimatedSize();
	}

	private Bucket bucket() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.policy.requests())
				.refillGreedy(this.policy.requests(), this.policy.period()))
			.withCustomTimePrecision(this.time)
			.build();
	}

	/** Time that tests can hold. */
	private record NanoTime(LongSupplier source) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return this.source.getAsLong();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

		@Override
		public String toString() {
			return TimeUnit.NANOSECONDS.name();
		}

	}

}
