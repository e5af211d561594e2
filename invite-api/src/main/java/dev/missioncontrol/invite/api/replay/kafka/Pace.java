package dev.missioncontrol.invite.api.replay.kafka;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * So many turns in a second, evenly. For one thread.
 */
final class Pace {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final CountDownLatch stop;

	private final long gap;

	private long next = System.nanoTime();

	Pace(int perSecond, CountDownLatch stop) {
		this.gap = SECOND / perSecond;
		this.stop = stop;
	}

	/**
	 * Waits for the next turn.
	 * @return whether there is one: false when it is time to stop
	 */
	boolean turn() throws InterruptedException {
		long now = System.nanoTime();
		// What was missed in a pause is not made up for at once.
		this.next = Math.max(this.next, now - SECOND / 10);
		boolean stopped = this.stop.await(Math.max(0, this.next - now), TimeUnit.NANOSECONDS);
		this.next += this.gap;
		return !stopped;
	}

}
