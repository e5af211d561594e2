package dev.missioncontrol.invite.ctl.replay;

import java.time.Duration;

import dev.missioncontrol.invite.ctl.command.GlobalOptions;
import dev.missioncontrol.invite.ctl.command.HowLong;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Console;
import dev.missioncontrol.invite.ctl.console.Progress;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import dev.missioncontrol.invite.ctl.ops.OpsApi;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/**
 * How a job is followed to its end.
 */
final class FollowOptions {

	@Option(names = "--patience", paramLabel = "DURATION", converter = HowLong.class, defaultValue = "2m",
			description = "How long to go on while invite-api does not answer (default: 2m).")
	private Duration patience = Duration.ofMinutes(2);

	/** Waits for the end, prints the results and tells the exit code. */
	int follow(String job, OpsApi api, GlobalOptions globals, Console console)
			throws ApiFailure, Refusal, InterruptedException {
		Progress progress = Progress.on(console, globals.json());
		Job ended = new Following(api, progress, this.patience).follow(job);
		new JobReport(api, console, globals.json()).print(ended);
		return ended.well() ? ExitCode.OK : ExitCode.SOFTWARE;
	}

}
