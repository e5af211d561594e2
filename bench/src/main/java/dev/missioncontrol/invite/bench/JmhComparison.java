package dev.missioncontrol.invite.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the methods {@code ours} and {@code reference} of a benchmark in turn, each time
 * in a JVM of its own, so that whatever else the machine does meets both.
 *
 * @param name what the result is called
 * @param benchmark the class with both methods
 * @param parameters of the benchmark
 */
record JmhComparison(String name, Class<?> benchmark, Map<String, String> parameters) {

	private static final TimeValue ITERATION = TimeValue.seconds(1);

	private static final int WARM_UP = 3;

	private static final int MEASURED = 3;

	Comparison run(int rounds) throws RunnerException {
		List<Double> ours = new ArrayList<>();
		List<Double> references = new ArrayList<>();
		for (int round = 0; round < rounds; round++) {
			references.add(run("reference"));
			ours.add(run("ours"));
		}
		return new Comparison(this.name, "operations/s", List.copyOf(ours), List.copyOf(references));
	}

	private double run(String method) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().include(this.benchmark.getName() + "\\." + method + "$")
			.mode(Mode.Throughput)
			.timeUnit(TimeUnit.SECONDS)
			.forks(1)
			.warmupIterations(WARM_UP)
			.warmupTime(ITERATION)
			.measurementIterations(MEASURED)
			.measurementTime(ITERATION)
			.verbosity(VerboseMode.SILENT);
		this.parameters.forEach(options::param);
		return new Runner(options.build()).runSingle().getPrimaryResult().getScore();
	}

}
