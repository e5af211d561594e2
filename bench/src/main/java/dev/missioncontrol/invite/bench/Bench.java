package dev.missioncontrol.invite.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

import dev.missioncontrol.invite.bench.api.Api;
import dev.missioncontrol.invite.bench.bridge.Bridge;
import dev.missioncontrol.invite.bench.claim.Claim;
import dev.missioncontrol.invite.bench.frame.Benchmark;
import dev.missioncontrol.invite.bench.frame.Comparison;
import dev.missioncontrol.invite.bench.frame.Conditions;
import dev.missioncontrol.invite.bench.frame.Machine;
import dev.missioncontrol.invite.bench.frame.Report;
import dev.missioncontrol.invite.bench.grow.Grow;
import dev.missioncontrol.invite.bench.latency.Latency;
import dev.missioncontrol.invite.bench.sign.Sign;
import dev.missioncontrol.invite.bench.start.Start;
import dev.missioncontrol.invite.bench.verify.Verify;
import dev.missioncontrol.invite.bench.worker.Worker;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import picocli.CommandLine;

/**
 * The command {@code bin/bench}.
 */
@CommandLine.Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Measures parts of the pipeline, each beside a reference in the same run. "
				+ "Do not use the machine for anything else meanwhile.")
final class Bench implements Callable<Integer> {

	/** In the order of a run. */
	private static final List<Benchmark> ALL = List.of( //
			new Verify(), //
			new Sign(), //
			new Worker(), //
			new Bridge(), //
			new Api(), //
			new Claim(), //
			new Latency(), //
			new Start(), //
			new Grow());

	@CommandLine.Spec
	@SuppressWarnings("NullAway.Init") // picocli sets it
	private CommandLine.Model.CommandSpec spec;

	@CommandLine.Parameters(arity = "0..*", paramLabel = "NAME",
			description = "Of: ${COMPLETION-CANDIDATES}; none for all of them.", completionCandidates = Names.class)
	private List<String> names = List.of();

	@CommandLine.Option(names = "--rounds", defaultValue = "3",
			description = "How often each is measured in turn with its reference; the medians count. Default: 3.")
	private int rounds;

	@CommandLine.Option(names = "--quick",
			description = "Only show that everything works, in a fraction of the time; the figures mean nothing.")
	private boolean quick;

	@CommandLine.Option(names = "--large", description = "grow: with a million invites, too, which takes very long.")
	private boolean large;

	@CommandLine.Option(names = "--output", defaultValue = "bench/target/bench.json", paramLabel = "FILE",
			description = "Gets the results as JSON. Default: bench/target/bench.json.")
	@SuppressWarnings("NullAway.Init") // picocli sets it
	private Path output;

	Bench() {
	}

	/**
	 * Runs the command.
	 * @param arguments see {@code --help}
	 */
	public static void main(String[] arguments) {
		System.exit(new CommandLine(new Bench()).execute(arguments));
	}

	@Override
	public Integer call() throws Exception {
		if (this.rounds < 1) {
			throw new CommandLine.ParameterException(this.spec.commandLine(), "--rounds must be 1 or more");
		}
		List<Benchmark> chosen = chosen();
		Path root = Path.of(System.getProperty("invite.bench.root", "")).toAbsolutePath();
		Conditions conditions = new Conditions(this.rounds, this.quick, this.large, root,
				root.resolve("bench").resolve("target").resolve("run"));
		Machine machine = Machine.here(root);
		Report report = new Report(machine, conditions, this.output);
		print(machine.toString());
		for (Benchmark each : chosen) {
			try {
				each.run(conditions, (comparison) -> tell(comparison, report));
			}
			catch (CannotStart ex) {
				print("%s cannot be measured: %s (%s)".formatted(each.name(), ex.getMessage(),
						conditions.folder().resolve(each.name())));
				return 1;
			}
		}
		return 0;
	}

	private List<Benchmark> chosen() {
		for (String name : this.names) {
			if (ALL.stream().noneMatch((each) -> each.name().equals(name))) {
				throw new CommandLine.ParameterException(this.spec.commandLine(), "there is no benchmark " + name);
			}
		}
		return ALL.stream().filter((each) -> this.names.isEmpty() || this.names.contains(each.name())).toList();
	}

	private void tell(Comparison comparison, Report report) {
		print(comparison.line());
		try {
			report.add(comparison);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void print(String line) {
		PrintWriter out = this.spec.commandLine().getOut();
		out.println(line);
		out.flush();
	}

	/** The names of all benchmarks, for the help. */
	static final class Names implements Iterable<String> {

		@Override
		public Iterator<String> iterator() {
			return ALL.stream().map(Benchmark::name).iterator();
		}

	}

}
