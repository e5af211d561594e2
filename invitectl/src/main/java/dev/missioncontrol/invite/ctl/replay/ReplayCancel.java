package dev.missioncontrol.invite.ctl.replay;

import java.util.Map;
import java.util.UUID;
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
 * Stops a job; what was sent stays sent.
 */
@Command(name = "cancel", description = "Stop a job; what it has sent stays sent.", sortOptions = false)
public final class ReplayCancel implements Callable<Integer> {

	private final GlobalOptions globals;

	private final Console console;

	@Parameters(paramLabel = "JOB", description = "Id of the job, as printed by \"replay list\".")
	private String job = "";

	/**
	 * The command.
	 * @param globals options of all commands
	 * @param console where to
	 */
	public ReplayCancel(GlobalOptions globals, Console console) {
		this.globals = globals;
		this.console = console;
	}

	@Override
	public Integer call() throws Refusal, ApiFailure, InterruptedException {
		try (OpsApi api = this.globals.connect()) {
			Job cancelled = Job.of(api.post(UUID.randomUUID(), Map.of(), "replays", this.job, "cancel"));
			if (this.globals.json()) {
				this.console.json(cancelled.json());
			}
			else {
				this.console.line(cancelled.summary());
			}
			return ExitCode.OK;
		}
	}

}
