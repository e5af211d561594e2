package dev.missioncontrol.invite.ctl.replay;

import java.util.Map;
import java.util.concurrent.Callable;

import dev.missioncontrol.invite.ctl.command.GlobalOptions;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Console;
import dev.missioncontrol.invite.ctl.console.Table;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import dev.missioncontrol.invite.ctl.ops.Fields;
import dev.missioncontrol.invite.ctl.ops.OpsApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * Lists replay jobs.
 */
@Command(name = "list", description = "List the replay jobs.", sortOptions = false)
public final class ReplayList implements Callable<Integer> {

	private final GlobalOptions globals;

	private final Console console;

	@Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many (default: 20).")
	private int limit;

	/**
	 * The command.
	 * @param globals options of all commands
	 * @param console where to
	 */
	public ReplayList(GlobalOptions globals, Console console) {
		this.globals = globals;
		this.console = console;
	}

	@Override
	public Integer call() throws Refusal, ApiFailure, InterruptedException {
		if (this.limit < 1) {
			throw Refusal.wrongUse("--limit must be 1 or more");
		}
		try (OpsApi api = this.globals.connect()) {
			if (this.globals.json()) {
				api.list(Map.of(), this.limit, this.console::json, "replays");
				return ExitCode.OK;
			}
			Table table = new Table("JOB", "STATE", "CREATED", "BY", "DONE", "TOTAL", "RESULTS", "MODE");
			api.list(Map.of(), this.limit, (item) -> add(table, item), "replays");
			if (table.size() == 0) {
				this.console.note("There are no replay jobs.");
			}
			else {
				table.print(this.console);
			}
			return ExitCode.OK;
		}
	}

	private static void add(Table table, JsonNode item) {
		Fields fields = new Fields(item);
		Job job = Job.of(item);
		table.add(job.id(), job.state(), fields.text("createdAt"), fields.text("requestedBy"), fields.text("done"),
				fields.text("total"), job.counts(), job.mode());
	}

}
