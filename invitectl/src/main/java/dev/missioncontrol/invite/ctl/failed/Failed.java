package dev.missioncontrol.invite.ctl.failed;

import dev.missioncontrol.invite.ctl.command.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * What was given up; does nothing by itself.
 */
@Command(name = "failed", description = "Find what failed.")
public final class Failed implements Callable<Integer> {

	@Override
	public Integer call() throws Refusal {
		throw Refusal.wrongUse("say what to do: failed list, or failed show ID");
	}

}
