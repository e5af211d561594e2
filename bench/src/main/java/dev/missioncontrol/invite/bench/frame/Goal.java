package dev.missioncontrol.invite.bench.frame;

import java.util.Locale;

/**
 * What a comparison should come to. A goal that is missed is printed, and no failure: it
 * says as much about the machine as about the code.
 *
 * @param figure what it is about
 * @param bound on which side of the limit the figure should be
 * @param limit the limit
 */
public record Goal(Figure figure, Bound bound, double limit) {

	/** No goal: the figure is for information. */
	public static final Goal NONE = new Goal(Figure.RATIO, Bound.AT_LEAST, 0);

	/**
	 * Ours divided by the reference.
	 * @param limit smallest ratio
	 * @return the goal
	 */
	public static Goal ratioAtLeast(double limit) {
		return new Goal(Figure.RATIO, Bound.AT_LEAST, limit);
	}

	/**
	 * Ours divided by the reference.
	 * @param limit largest ratio
	 * @return the goal
	 */
	public static Goal ratioAtMost(double limit) {
		return new Goal(Figure.RATIO, Bound.AT_MOST, limit);
	}

	/**
	 * Ours alone.
	 * @param limit smallest figure
	 * @return the goal
	 */
	public static Goal oursAtLeast(double limit) {
		return new Goal(Figure.OURS, Bound.AT_LEAST, limit);
	}

	/**
	 * Ours alone.
	 * @param limit largest figure
	 * @return the goal
	 */
	public static Goal oursAtMost(double limit) {
		return new Goal(Figure.OURS, Bound.AT_MOST, limit);
	}

	boolean isMetBy(Comparison comparison) {
		double actual = (this.figure == Figure.RATIO) ? comparison.ratio() : comparison.our();
		return (this.bound == Bound.AT_LEAST) ? actual >= this.limit : actual <= this.limit;
	}

	@Override
	public String toString() {
		return this.figure.name().toLowerCase(Locale.ROOT) + ((this.bound == Bound.AT_LEAST) ? ">=" : "<=")
				+ Comparison.text(this.limit);
	}

	/**
	 * What a goal is about.
	 */
	public enum Figure {

		/** Ours divided by the reference. */
		RATIO,

		/** Ours alone. */
		OURS

	}

	/**
	 * A side of the limit.
	 */
	public enum Bound {

		/** The limit or more. */
		AT_LEAST,

		/** The limit or less. */
		AT_MOST

	}

}
