package dev.missioncontrol.invite.sandbox.demo;

import java.io.IOException;
import java.io.PrintWriter;

/**
 * Prints each hop with the time that it took.
 */
final class Hops {

	private final PrintWriter out;

	private final long start = System.nanoTime();

	private int count;

	Hops(PrintWriter out) {
		this.out = out;
	}

	<T> T hop(String what, Hop<T> hop) throws IOException, InterruptedException, DemoFailed {
		long before = System.nanoTime();
		T result = hop.go();
		this.count++;
		this.out.printf("%3d. %6d ms  %s%n", this.count, millisSince(before), what);
		this.out.flush();
		return result;
	}

	long millis() {
		return millisSince(this.start);
	}

	private static long millisSince(long nanos) {
		return (System.nanoTime() - nanos) / 1_000_000;
	}

	/**
	 * One hop.
	 *
	 * @param <T> what the next hop needs of it
	 */
	@FunctionalInterface
	interface Hop<T> {

		T go() throws IOException, InterruptedException, DemoFailed;

	}

}
