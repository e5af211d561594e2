package dev.missioncontrol.invite.ctl;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;

import dev.missioncontrol.invite.ctl.cluster.Provision;
import dev.missioncontrol.invite.ctl.cluster.kafka.KafkaProvisioning;
import dev.missioncontrol.invite.ctl.command.GlobalOptions;
import dev.missioncontrol.invite.ctl.command.PointInTime;
import dev.missioncontrol.invite.ctl.command.Refusal;
import dev.missioncontrol.invite.ctl.console.Console;
import dev.missioncontrol.invite.ctl.failed.Failed;
import dev.missioncontrol.invite.ctl.failed.FailedList;
import dev.missioncontrol.invite.ctl.failed.FailedShow;
import dev.missioncontrol.invite.ctl.ops.ApiFailure;
import dev.missioncontrol.invite.ctl.replay.ReplayCancel;
import dev.missioncontrol.invite.ctl.replay.ReplayFollow;
import dev.missioncontrol.invite.ctl.replay.ReplayList;
import dev.missioncontrol.invite.ctl.replay.ReplayShow;
import dev.missioncontrol.invite.ctl.replay.ReplayStart;
import dev.missioncontrol.invite.ctl.reset.Reset;
import dev.missioncontrol.invite.ctl.reset.StartingPoint;
import dev.missioncontrol.invite.ctl.reset.kafka.KafkaConsumerGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/**
 * The command line of those who run the pipeline.
 */
@Command(name = "invitectl",
		description = "Finds and replays notifications that failed, runs stages again, and sets clusters up.",
		sortOptions = false, exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:done", "1:something failed, or a record could not be sent", "2:wrong use" })
public final class Invitectl implements Callable<Integer> {

	@Mixin
	private final GlobalOptions globals = new GlobalOptions();

	/**
	 * Runs the command line.
	 * @param args see {@code --help}
	 */
	public static void main(String[] args) {
		System.exit(commandLine(Console.ofProcess(), Clock.systemUTC()).execute(args));
	}

	static CommandLine commandLine(Console console, Clock clock) {
		Invitectl root = new Invitectl();
		GlobalOptions globals = root.globals;
		CommandLine failed = new CommandLine(new Failed()).addSubcommand(new FailedList(globals, console))
			.addSubcommand(new FailedShow(globals, console));
		CommandLine replay = new CommandLine(new ReplayStart(globals, console, clock))
			.addSubcommand(new ReplayList(globals, console))
			.addSubcommand(new ReplayShow(globals, console))
			.addSubcommand(new ReplayFollow(globals, console))
			.addSubcommand(new ReplayCancel(globals, console));
		PointInTime times = new PointInTime(clock);
		return new CommandLine(root).addSubcommand(failed)
			.addSubcommand(replay)
			.addSubcommand(new Reset(globals, console, KafkaConsumerGroup::find))
			.addSubcommand(new Provision(globals, console, KafkaProvisioning::find, KafkaProvisioning.users()))
			.registerConverter(Instant.class, times)
			.registerConverter(StartingPoint.class, new StartingPoint.Converter(times))
			.setCaseInsensitiveEnumValuesAllowed(true)
			.setOut(console.out())
			.setErr(console.err())
			.setParameterExceptionHandler((ex, _) -> refuse(console, ex.getMessage() + " (--help tells more)", true))
			.setExecutionExceptionHandler((ex, _, _) -> refuse(console, ex));
	}

	@Override
	public Integer call() throws Refusal {
		throw Refusal.wrongUse("say what to do: failed, replay, reset or provision (--help tells more)");
	}

	private static int refuse(Console console, Exception ex) {
		return switch (ex) {
			case Refusal refusal -> refuse(console, refusal.getMessage(), refusal.isWrongUse());
			case ApiFailure failure -> refuse(console, failure.getMessage(), false);
			case InterruptedException _ -> refuse(console, "interrupted", false);
			default -> refuse(console, "unexpected: " + ex, false);
		};
	}

	private static int refuse(Console console, String message, boolean wrongUse) {
		console.note("invitectl: " + message);
		return wrongUse ? ExitCode.USAGE : ExitCode.SOFTWARE;
	}

}
