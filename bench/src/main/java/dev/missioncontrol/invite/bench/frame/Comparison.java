package dev.missioncontrol.invite.bench.frame;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Ours beside the reference, round by round.
 *
 * @param name what was measured
 * @param unit of both figures
 * @param goal what it should come to
 * @param ours the figure of each round
 * @param references the reference's, in the same order
 */
public record Comparison(String name, String unit, Goal goal, List<Double> ours, List<Double> references) {

	/**
	 * Checks that each figure has its reference.
	 * @throws IllegalArgumentException when they are not as many, or there are none
	 */
	public Comparison {
		ours = List.copyOf(ours);
		references = List.copyOf(references);
		if (ours.isEmpty() || ours.size() != references.size()) {
			throw new IllegalArgumentException(name + " has " + ours.size() + " and " + references.size() + " figures");
		}
	}

	/**
	 * Something without a reference, held against its goal alone.
	 * @param name what was measured
	 * @param unit of the figure
	 * @param goal an {@link Goal.Figure#OURS absolute} goal
	 * @param ours the figure of each round
	 * @return a comparison with the limit
	 */
	public static Comparison withLimit(String name, String unit, Goal goal, List<Double> ours) {
		return new Comparison(name, unit, goal, ours, Collections.nCopies(ours.size(), goal.limit()));
	}

	/**
	 * Our figure.
	 * @return the median of all rounds
	 */
	public double our() {
		return median(this.ours);
	}

	/**
	 * The reference's figure.
	 * @return the median of all rounds
	 */
	public double reference() {
		return median(this.references);
	}

	/**
	 * How ours compares.
	 * @return ours divided by the reference
	 */
	public double ratio() {
		return our() / reference();
	}

	/**
	 * The result for people.
	 * @return one line
	 */
	public String line() {
		String outcome = this.goal.equals(Goal.NONE) ? "" : " goal:" + this.goal + "=" + (isMet() ? "met" : "missed");
		return String.format(Locale.ROOT, "%s ours=%s reference=%s ratio=%.3f unit=%s%s", this.name, text(our()),
				text(reference()), ratio(), this.unit, outcome);
	}

	boolean isMet() {
		return this.goal.isMetBy(this);
	}

	/** As many digits as mean something. */
	static String text(double figure) {
		return String.format(Locale.ROOT, (Math.abs(figure) < 100) ? "%.2f" : "%.0f", figure);
	}

	private static double median(List<Double> figures) {
		List<Double> sorted = figures.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

}
