package dev.missioncontrol.invite.claim;

import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many cases from one seed. Each case has a random source of its own, so that one of them
 * can be run again by seed and number.
 *
 * @param seed system property {@code invite.fuzz.seed}; another one each time when unset
 * @param count how many cases; system property {@code invite.fuzz.count}
 */
public record Fuzz(long seed, int count) {

	private static final Logger logger = LoggerFactory.getLogger(Fuzz.class);

	/**
	 * What the system properties say.
	 * @param usually cases when they say nothing
	 * @param divisor how many times as dear as others a case is
	 * @return the run
	 */
	public static Fuzz of(int usually, int divisor) {
		Integer count = Integer.getInteger("invite.fuzz.count");
		return new Fuzz(Long.getLong("invite.fuzz.seed", System.nanoTime()),
				(count != null) ? Math.ceilDiv(count, divisor) : usually);
	}

	/**
	 * Runs all cases in this thread.
	 * @param each one case; fails by an error or exception
	 */
	public void run(ObjIntConsumer<SplittableRandom> each) {
		run(0, 1, each);
	}

	/**
	 * Runs a share of the cases in this thread.
	 * @param first number of the first case
	 * @param step distance to the next one
	 * @param each one case; fails by an error or exception
	 */
	public void run(int first, int step, ObjIntConsumer<SplittableRandom> each) {
		for (int i = first; i < this.count; i += step) {
			try {
				each.accept(new SplittableRandom(this.seed + i), i);
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("case %d of -Dinvite.fuzz.seed=%d".formatted(i, this.seed), ex);
			}
		}
	}

	/**
	 * Says what was done.
	 * @param what the kind of run
	 * @param figures what was counted
	 */
	public void report(String what, Object figures) {
		logger.info("{}: {} cases, -Dinvite.fuzz.seed={}: {}", what, this.count, this.seed, figures);
	}

}
