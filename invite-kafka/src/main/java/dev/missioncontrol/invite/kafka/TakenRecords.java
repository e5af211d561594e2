package dev.missioncontrol.invite.kafka;

import java.util.Map;
import java.util.WeakHashMap;

import org.apache.kafka.common.Metric;

/**
 * Adds up what several consumers took, some of which come and go. Each of them counts
 * from 0 on, so that the sum of their figures falls when one is started again; what
 * others would take for everything having begun anew. Safe for use by several threads.
 */
final class TakenRecords {

	/** What was last seen of each consumer, for as long as its client is there. */
	private final Map<Metric, Double> seen = new WeakHashMap<>();

	private double total;

	/**
	 * Takes note of the figures of all consumers that are there now.
	 * @param figures what each of them took so far; a new consumer has a figure of its
	 * own
	 * @return what all of them took, those that are gone included
	 */
	synchronized double add(Map<Metric, Double> figures) {
		figures.forEach((consumer, figure) -> {
			Double before = this.seen.put(consumer, figure);
			this.total += Math.max(0, (before != null) ? figure - before : figure);
		});
		return this.total;
	}

}
