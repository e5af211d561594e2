package dev.missioncontrol.invite.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;

/**
 * The command {@code bin/bench}.
 */
@CommandLine.Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Measures parts of the pipeline, each beside a reference in the same run. "
				+ "Do not use the machine for anything else meanwhile.")
final class Bench implements Callable<Integer> {

	private static final Map<String, List<JmhComparison>> ALL = Map.of("verify",
			List.of(new JmhComparison("verify-rsa3072", VerifyBenchmark.class, Map.of("bits", "3072")),
					new JmhComparison("verify-rsa2048", VerifyBenchmark.class, Map.of("bits", "2048"))));

	@CommandLine.Spec
	@SuppressWarnings("NullAway.Init") // picocli sets it
	private CommandLine.Model.CommandSpec spec;

	@CommandLine.Parameters(arity = "0..*", paramLabel = "NAME", description = "verify; none for all of them.")
	private List<String> names = List.of();

	@CommandLine.Option(names = "--rounds", defaultValue = "5",
			description = "How often each is measured in turn with its reference; the medians count. Default: 5.")
	private int rounds;

	@CommandLine.Option(names = "--output", defaultValue = "bench/target/bench.json", paramLabel = "FILE",
			description = "Gets the results as JSON. Default: bench/target/bench.json.")
	@SuppressWarnings("NullAway.Init") // picocli sets it
	private Path output;

	private Bench() {
	}

	/**
	 * Runs the command.
	 * @param arguments see {@code --help}
	 */
	public static void main(String[] arguments) {
		System.exit(new CommandLine(new Bench()).execute(arguments));
	}

	@Override
	public Integer call() throws RunnerException, IOException {
		if (this.rounds < 1) {
			throw new CommandLine.ParameterException(this.spec.commandLine(), "--rounds must be 1 or more");
		}
		for (String name : this.names) {
			if (!ALL.containsKey(name)) {
				throw new CommandLine.ParameterException(this.spec.commandLine(), "there is no benchmark " + name);
			}
		}
		PrintWriter out = this.spec.commandLine().getOut();
		Report report = Report.ofThisMachine();
		out.println(report.machine());
		for (String name : this.names.isEmpty() ? ALL.keySet().stream().sorted().toList() : this.names) {
			for (JmhComparison each : ALL.getOrDefault(name, List.of())) {
				Comparison comparison = each.run(this.rounds);
				report.add(comparison);
				out.println(comparison.line());
				out.flush();
			}
		}
		report.write(this.output);
		return 0;
	}

}
