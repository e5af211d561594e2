package dev.missioncontrol.invite.ctl.replay;

import java.util.concurrent.Callable;

import dev.missioncontrol.invite.ctl.command.GlobalOptions;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Console;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import dev.missioncontrol.invite.ctl.ops.OpsApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Watches a job until it ends.
 */
@Command(name = "follow", description = "Watch a job until it ends, then print the result of each record.",
		sortOptions = false)
public final class ReplayFollow implements Callable<Integer> {

	private final GlobalOptions globals;

	private final Console console;

	@Parameters(paramLabel = "JOB", description = "Id of the job, as printed by \"replay list\".")
	private String job = "";

	@Mixin
	private FollowOptions following = new FollowOptions();

	/**
	 * The command.
	 * @param globals options of all commands
	 * @param console where to
	 */
	public ReplayFollow(GlobalOptions globals, Console console) {
		this.globals = globals;
		this.console = console;
	}

	@Override
	public Integer call() throws Refusal, ApiFailure, InterruptedException {
		try (OpsApi api = this.globals.connect()) {
			return this.following.follow(this.job, api, this.globals, this.console);
		}
	}

}
