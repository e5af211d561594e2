package dev.missioncontrol.invite.ctl.replay;

import java.util.concurrent.Callable;

import dev.missioncontrol.invite.ctl.command.GlobalOptions;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Console;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import dev.missioncontrol.invite.ctl.ops.OpsApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/**
 * Shows a job and the results so far.
 */
@Command(name = "show", description = "Show a job and the result of each record so far.", sortOptions = false)
public final class ReplayShow implements Callable<Integer> {

	private final GlobalOptions globals;

	private final Console console;

	@Parameters(paramLabel = "JOB", description = "Id of the job, as printed by \"replay list\".")
	private String job = "";

	/**
	 * The command.
	 * @param globals options of all commands
	 * @param console where to
	 */
	public ReplayShow(GlobalOptions globals, Console console) {
		this.globals = globals;
		this.console = console;
	}

	@Override
	public Integer call() throws Refusal, ApiFailure, InterruptedException {
		try (OpsApi api = this.globals.connect()) {
			Job found = Job.of(api.get("replays", this.job));
			new JobReport(api, this.console, this.globals.json()).print(found);
			return (!found.ended() || found.well()) ? ExitCode.OK : ExitCode.SOFTWARE;
		}
	}

}
