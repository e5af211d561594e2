package dev.missioncontrol.invite.bench.frame;

/**
 * One measurement, after a warm-up.
 */
@FunctionalInterface
public interface Measurement {

	/**
	 * Measures once.
	 * @return the figure
	 * @throws Exception when it cannot be measured
	 */
	double measure() throws Exception;

}
