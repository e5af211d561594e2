package dev.missioncontrol.invite.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

import dev.missioncontrol.invite.chaos.check.Verdict;
import dev.missioncontrol.invite.chaos.fault.Target;
import dev.missioncontrol.invite.chaos.services.Breakage;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line.
 */
@Command(name = "chaos", sortOptions = false,
		description = "Runs the pipeline as processes, breaks them under load, and looks for what was lost or doubled.",
		exitCodeListHeading = "%nExit codes:%n", exitCodeList = { "0:every promise was kept, or help was printed",
				"1:a promise was broken", "2:bad options, or something cannot start" })
public final class Chaos implements Callable<Integer> {

	private static final int BREACH = 1;

	private static final int CANNOT = 2;

	@Spec
	@SuppressWarnings("NullAway.Init") // picocli sets it before the call
	private CommandSpec spec;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Print this help.")
	@SuppressWarnings("UnusedVariable") // picocli looks at it
	private boolean help;

	@Option(names = "--commands", paramLabel = "N",
			description = "Invites to post (default: 2000; in an outage, as many as it takes).")
	private @Nullable Integer commands;

	@Option(names = "--rate", paramLabel = "N", description = "Invites per second (default: 20).")
	private @Nullable Double rate;

	@Option(names = "--faults", paramLabel = "WHOM", split = ",",
			description = "Whom to strike: broker, worker, bridge, api, segment; all (default), or none.")
	private @Nullable List<String> faults;

	@Option(names = "--seed", paramLabel = "N",
			description = "What the order of faults follows from (default: a new one, printed; with --broken, a fixed one).")
	private @Nullable Long seed;

	@Option(names = "--segment-outage", paramLabel = "TIME",
			description = "One long outage of Segment instead of other faults, such as 10m.")
	private @Nullable String segmentOutage;

	@Option(names = "--blackout", paramLabel = "TIME",
			description = "All brokers killed at once and started after this time, instead of other faults.")
	private @Nullable String blackout;

	@Option(names = "--poison", paramLabel = "N", description = "Bad records among the good ones (default: 0).")
	private int poison;

	@Option(names = "--broken", paramLabel = "HOW",
			description = "Break a service on purpose: auto-commit, no-transaction, random-message-id, acks-none.")
	private @Nullable String broken;

	@Option(names = "--data-dir", paramLabel = "DIR",
			description = "Where data and logs of the run go (default: .chaos in the project). Emptied first.")
	private Path dataDir = Path.of(System.getProperty("invite.chaos.root", "."), ".chaos");

	/**
	 * Runs the command line.
	 * @param args see {@code --help}
	 */
	public static void main(String[] args) {
		System.exit(commandLine().execute(args));
	}

	static CommandLine commandLine() {
		return new CommandLine(new Chaos()).setParameterExceptionHandler((ex, _) -> {
			ex.getCommandLine().getErr().println("chaos: " + ex.getMessage() + " (--help tells more)");
			return CANNOT;
		});
	}

	@Override
	public Integer call() {
		Settings settings = settings();
		try {
			Verdict verdict = new Run(settings, new Console(this.spec.commandLine().getOut())).run();
			return verdict.isGood() ? CommandLine.ExitCode.OK : BREACH;
		}
		catch (CannotStart ex) {
			return fail(ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return fail("interrupted");
		}
		catch (RuntimeException ex) {
			LoggerFactory.getLogger(Chaos.class).error("Unexpected", ex);
			return fail("unexpected, the log says more: " + ex);
		}
	}

	private Settings settings() {
		long fresh = (this.broken != null) ? Settings.BROKEN_SEED : ThreadLocalRandom.current().nextLong(1_000_000);
		long chosen = (this.seed != null) ? this.seed : fresh;
		Settings settings = (this.broken != null) ? Settings.broken(this.dataDir, breakage(this.broken), chosen)
				: Settings.healthy(this.dataDir, chosen);
		if (this.segmentOutage != null || this.blackout != null) {
			settings = settings.withTargets(Set.of());
		}
		if (this.faults != null) {
			settings = settings.withTargets(targets(this.faults));
		}
		check(this.poison >= 0, "--poison must not be negative");
		settings = settings
			.withEvents(duration("--segment-outage", this.segmentOutage), duration("--blackout", this.blackout),
					this.poison)
			.withLoad(settings.commands(), (this.rate != null) ? this.rate : settings.rate());
		check(settings.rate() > 0 && settings.rate() <= 1000, "--rate must be more than 0 and at most 1000");
		if (this.commands != null) {
			settings = settings.withLoad(this.commands, settings.rate());
		}
		else if (this.segmentOutage != null || this.blackout != null) {
			settings = settings.withLoad(settings.commandsForOutage(), settings.rate());
		}
		check(settings.commands() > 0, "--commands must be positive");
		return settings;
	}

	private Breakage breakage(String name) {
		return Breakage.named(name).orElseThrow(() -> wrong("--broken does not know " + name));
	}

	private Set<Target> targets(List<String> names) {
		if (names.equals(List.of("none"))) {
			return Set.of();
		}
		if (names.equals(List.of("all"))) {
			return EnumSet.allOf(Target.class);
		}
		List<Target> targets = new ArrayList<>();
		names.forEach(
				(name) -> targets.add(Target.named(name).orElseThrow(() -> wrong("--faults does not know " + name))));
		return Set.copyOf(targets);
	}

	/** As people write it: 90s, 10m, 1h. */
	private Optional<Duration> duration(String option, @Nullable String text) {
		if (text == null) {
			return Optional.empty();
		}
		check(text.matches("[1-9][0-9]{0,5}[smh]"), option + " must be a time such as 90s or 10m");
		return Optional.of(Duration.parse("PT" + text.toUpperCase(Locale.ROOT)));
	}

	private void check(boolean rule, String message) {
		if (!rule) {
			throw wrong(message);
		}
	}

	private ParameterException wrong(String message) {
		return new ParameterException(this.spec.commandLine(), message);
	}

	private int fail(@Nullable String reason) {
		this.spec.commandLine().getErr().println("chaos: " + reason);
		this.spec.commandLine().getErr().flush();
		return CANNOT;
	}

}
