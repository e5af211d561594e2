package dev.missioncontrol.invite.bench.frame;

import java.util.function.Consumer;

/**
 * Something that can be measured; may give several figures.
 */
public interface Benchmark {

	/**
	 * What it is called on the command line.
	 * @return one word
	 */
	String name();

	/**
	 * Measures.
	 * @param conditions how, and where what is needed lies
	 * @param results gets each comparison as soon as it is there
	 * @throws Exception when it cannot be measured
	 */
	void run(Conditions conditions, Consumer<Comparison> results) throws Exception;

}
