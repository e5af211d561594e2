package dev.missioncontrol.invite.bench;

import java.util.List;
import java.util.Locale;

/**
 * Ours beside the reference, round by round.
 *
 * @param name what was measured
 * @param unit of both figures; more is better
 * @param ours the figure of each round
 * @param references the reference's, in the same order
 */
record Comparison(String name, String unit, List<Double> ours, List<Double> references) {

	double our() {
		return median(this.ours);
	}

	double reference() {
		return median(this.references);
	}

	/** Above 1 we are faster. */
	double ratio() {
		return our() / reference();
	}

	String line() {
		return String.format(Locale.ROOT, "%s ours=%.0f reference=%.0f ratio=%.3f unit=%s", this.name, our(),
				reference(), ratio(), this.unit);
	}

	private static double median(List<Double> figures) {
		List<Double> sorted = figures.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

}
