package dev.missioncontrol.invite.bench.load;

import java.util.Arrays;

/**
 * How long each of many things took.
 *
 * @param milliseconds one figure each
 */
@SuppressWarnings("ArrayRecordComponent") // a hundred thousand figures, never compared
public record Latencies(double[] milliseconds) {

	/**
	 * Keeps a sorted copy.
	 * @throws IllegalArgumentException when there is none
	 */
	public Latencies {
		if (milliseconds.length == 0) {
			throw new IllegalArgumentException("nothing was measured");
		}
		milliseconds = milliseconds.clone();
		Arrays.sort(milliseconds);
	}

	/**
	 * What a part of all stayed within.
	 * @param part above 0, at most 1; 0.99 for the 99th percentile
	 * @return milliseconds
	 */
	public double percentile(double part) {
		return this.milliseconds[Math.max(0, (int) Math.ceil(part * this.milliseconds.length) - 1)];
	}

}
