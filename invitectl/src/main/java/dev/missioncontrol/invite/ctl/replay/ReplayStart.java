package dev.missioncontrol.invite.ctl.replay;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.missioncontrol.invite.ctl.command.Confirmation;
import dev.missioncontrol.invite.ctl.command.FilterOptions;
import dev.missioncontrol.invite.ctl.command.GlobalOptions;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Console;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import dev.missioncontrol.invite.ctl.ops.OpsApi;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Starts a replay job and follows it.
 */
@Command(name = "replay", description = "Send again what failed, or a time range of a stage.", sortOptions = false,
		footer = { "", "Sending the same dead letter twice sends nothing new, unless it is forced." })
public final class ReplayStart implements Callable<Integer> {

	private final GlobalOptions globals;

	private final Console console;

	private final Clock clock;

	@Parameters(paramLabel = "ID", arity = "0..*", description = "Dead letters, as printed by \"failed list\".")
	private List<String> ids = List.of();

	@Option(names = "--all", description = "All dead letters that match the filters.")
	private boolean all;

	@Option(names = "--range", description = "All records of a stage's topic from --from to --to, failed or not.")
	private boolean range;

	@Mixin
	private FilterOptions filter = new FilterOptions();

	@Option(names = "--dry-run", description = "Only say what would be sent.")
	private boolean dryRun;

	@Option(names = "--force", description = "Send as new messages: people may get a second e-mail.")
	private boolean force;

	@Option(names = "--rate", paramLabel = "N", description = "At most so many records per second.")
	private @Nullable Integer rate;

	@Option(names = "--yes", description = "Do not ask.")
	private boolean yes;

	@Option(names = "--no-wait", description = "Start the job and do not wait for its end.")
	private boolean noWait;

	@Mixin
	private FollowOptions following = new FollowOptions();

	/**
	 * The command.
	 * @param globals options of all commands
	 * @param console where to
	 * @param clock tells when an open range ends
	 */
	public ReplayStart(GlobalOptions globals, Console console, Clock clock) {
		this.globals = globals;
		this.console = console;
		this.clock = clock;
	}

	@Override
	public Integer call() throws Refusal, ApiFailure, InterruptedException {
		if (this.rate != null && this.rate < 1) {
			throw Refusal.wrongUse("--rate must be 1 or more");
		}
		Selection selection = Selection.of(this.ids, this.all, this.range, this.filter.given(), this.clock);
		try (OpsApi api = this.globals.connect()) {
			if (!this.dryRun && (this.force || this.range)
					&& !Confirmation.given(this.console, this.yes, question(selection))) {
				this.console.note("Nothing was sent.");
				return ExitCode.SOFTWARE;
			}
			Job job = this.following.start(order(selection), api, this.globals, this.console);
			if (this.noWait) {
				started(job);
				return ExitCode.OK;
			}
			if (!this.globals.json()) {
				this.console.note("Job " + job.id() + " started. It goes on when this command is stopped.");
			}
			return this.following.follow(job.id(), api, this.globals, this.console);
		}
	}

	private Map<String, Object> order(Selection selection) {
		Map<String, Object> order = new LinkedHashMap<>();
		order.put(selection.member(), selection.value());
		order.put("dryRun", this.dryRun);
		order.put("force", this.force);
		if (this.rate != null) {
			order.put("ratePerSecond", this.rate);
		}
		return order;
	}

	private void started(Job job) {
		if (this.globals.json()) {
			this.console.json(job.json());
		}
		else {
			this.console.line("Job " + job.id() + " started; invitectl replay follow " + job.id() + " watches it.");
		}
	}

	private String question(Selection selection) {
		return "Send " + selection.what()
				+ (this.force ? " as new messages, so that people may get a second e-mail?" : " again?");
	}

}
