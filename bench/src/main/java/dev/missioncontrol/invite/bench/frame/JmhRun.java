package dev.missioncontrol.invite.bench.frame;

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
 * Runs one method of a JMH benchmark in a JVM of its own.
 *
 * @param benchmark the class
 * @param method the method
 * @param parameters of the benchmark
 * @param threads how many call it at the same time
 * @param quick true: hardly any warm-up
 */
public record JmhRun(Class<?> benchmark, String method, Map<String, String> parameters, int threads,
		boolean quick) implements Measurement {

	private static final int WARM_UP = 3;

	private static final int MEASURED = 3;

	/** Operations per second, of all threads together. */
	@Override
	public double measure() throws RunnerException {
		TimeValue iteration = this.quick ? TimeValue.milliseconds(100) : TimeValue.seconds(1);
		ChainedOptionsBuilder options = new OptionsBuilder()
			.include(this.benchmark.getName() + "\\." + this.method + "$")
			.mode(Mode.Throughput)
			.timeUnit(TimeUnit.SECONDS)
			.forks(1)
			.threads(this.threads)
			.warmupIterations(this.quick ? 1 : WARM_UP)
			.warmupTime(iteration)
			.measurementIterations(this.quick ? 1 : MEASURED)
			.measurementTime(iteration)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
		this.parameters.forEach(options::param);
		return new Runner(options.build()).runSingle().getPrimaryResult().getScore();
	}

}
