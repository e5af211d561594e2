package dev.missioncontrol.invite.event;

/**
 * The rule for generation numbers, in one place.
 */
final class Generations {

	private Generations() {
	}

	static void check(int generation) {
		if (generation < 1) {
			throw new IllegalArgumentException("generation must be 1 or more");
		}
	}

}
