package dev.missioncontrol.invite.ctl.reset;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import dev.missioncontrol.invite.ctl.cluster.Cluster;
import dev.missioncontrol.invite.ctl.command.Confirmation;
import dev.missioncontrol.invite.ctl.command.GlobalOptions;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * Sets the offsets of a stage back, so that it runs again from a time.
 */
@Command(name = "reset", description = "Run a stage again from a time. Stop the stage first.", sortOptions = false)
public final class Reset implements Callable<Integer> {

	private final GlobalOptions globals;

	private final Console console;

	private final ConsumerGroup.Finder groups;

	@Parameters(paramLabel = "STAGE", converter = StageConverter.class,
			description = "token-worker, identify, track, ledger or dead-letters.")
	@SuppressWarnings("NullAway.Init") // required
	private Stage stage;

	@Option(names = "--from", paramLabel = "TIME", required = true,
			description = "RFC 3339, or how long ago, such as 2h, or earliest.")
	@SuppressWarnings("NullAway.Init") // required
	private StartingPoint from;

	@Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", required = true,
			defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS}",
			description = "Kafka brokers, separated by commas (KAFKA_BOOTSTRAP_SERVERS).")
	@SuppressWarnings("NullAway.Init") // required
	private String bootstrapServers;

	@Option(names = "--command-config", paramLabel = "FILE",
			description = "Properties for the Kafka client, such as those of TLS and SASL.")
	private @Nullable Path commandConfig;

	@Option(names = "--group", paramLabel = "NAME", description = "The stage's consumer group, if it was renamed.")
	private @Nullable String group;

	@Option(names = "--allow-skip", description = "Also move forward, past records that the stage has not read.")
	private boolean allowSkip;

	@Option(names = "--dry-run", description = "Only say what would change.")
	private boolean dryRun;

	@Option(names = "--yes", description = "Do not ask.")
	private boolean yes;

	/**
	 * The command.
	 * @param globals options of all commands
	 * @param console where to
	 * @param groups finds the consumer group
	 */
	public Reset(GlobalOptions globals, Console console, ConsumerGroup.Finder groups) {
		this.globals = globals;
		this.console = console;
		this.groups = groups;
	}

	@Override
	public Integer call() throws Refusal, InterruptedException {
		String name = (this.group != null) ? this.group : this.stage.group();
		Cluster cluster = new Cluster(this.bootstrapServers, this.commandConfig, this.globals.timeout());
		try (ConsumerGroup found = this.groups.find(cluster, name)) {
			checkStopped(found, name);
			List<PartitionMove> moves = found.plan(this.stage.topics(), this.stage.readsEverything(), this.from);
			ResetReport report = new ResetReport(this.stage, name, this.from, moves);
			report.print(this.console, this.globals.json());
			if (!this.allowSkip) {
				report.refuseSkips();
			}
			return change(found, report);
		}
	}

	private int change(ConsumerGroup found, ResetReport report) throws Refusal, InterruptedException {
		if (report.changes().isEmpty()) {
			this.console.note("Nothing changes.");
			return ExitCode.OK;
		}
		if (this.dryRun) {
			this.console.note("Dry run: nothing was changed.");
			return ExitCode.OK;
		}
		if (!Confirmation.given(this.console, this.yes, "Set the offsets of " + this.stage.title() + "?")) {
			this.console.note("Nothing was changed.");
			return ExitCode.SOFTWARE;
		}
		found.move(report.changes());
		this.console.note("Done. Start " + this.stage.service() + " again.");
		return ExitCode.OK;
	}

	private void checkStopped(ConsumerGroup found, String name) throws Refusal, InterruptedException {
		int members = found.members();
		if (members > 0) {
			throw Refusal.notNow("group %s has %d member%s: stop all instances of %s first (one that was killed leaves "
				.formatted(name, members, (members == 1) ? "" : "s", this.stage.service())
					+ "when its session times out)");
		}
		if (members < 0 && !this.allowSkip) {
			throw Refusal.notNow("there is no group " + name
					+ " on this cluster: its stage begins with the earliest records by itself (--group names another)");
		}
	}

	/** Reads stages by their titles. */
	static final class StageConverter implements ITypeConverter<Stage> {

		@Override
		public Stage convert(String value) {
			return Arrays.stream(Stage.values())
				.filter((stage) -> stage.title().equals(value))
				.findAny()
				.orElseThrow(() -> new TypeConversionException(
						"'" + value + "' is not a stage: token-worker, identify, track, ledger or dead-letters"));
		}

	}

}
