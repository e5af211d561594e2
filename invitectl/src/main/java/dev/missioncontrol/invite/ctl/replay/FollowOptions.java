package dev.missioncontrol.invite.ctl.replay;

import java.time.Duration;
import java.util.UUID;

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

	/** Starts a job; the key makes sure that asking again starts no second one. */
	Job start(Object order, OpsApi api, GlobalOptions globals, Console console)
			throws ApiFailure, Refusal, InterruptedException {
		UUID key = UUID.randomUUID();
		try {
			return patience(globals, console).ask(() -> api.post(key, order, "replays"));
		}
		catch (ApiFailure ex) {
			if (ex.isUncertain()) {
				throw Refusal.notNow(ex.getMessage() + "; whether a job was started, invitectl replay list tells");
			}
			throw ex;
		}
	}

	/** Waits for the end, prints the results and tells the exit code. */
	int follow(String job, OpsApi api, GlobalOptions globals, Console console)
			throws ApiFailure, Refusal, InterruptedException {
		Job ended = new Following(api, patience(globals, console)).follow(job);
		new JobReport(api, console, globals.json()).print(ended);
		return ended.well() ? ExitCode.OK : ExitCode.SOFTWARE;
	}

	private Patience patience(GlobalOptions globals, Console console) {
		return new Patience(Progress.on(console, globals.json()), this.patience);
	}

}
