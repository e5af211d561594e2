package dev.missioncontrol.invite.sandbox;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.missioncontrol.invite.sandbox.demo.Demo;
import dev.missioncontrol.invite.sandbox.demo.DemoFailed;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command line of the sandbox.
 */
@Command(name = "sandbox", description = "Runs the whole invite pipeline on this machine, on real parts.",
		sortOptions = false, exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:the invite was accepted, or help was printed", "1:something cannot start, or a hop failed",
				"2:bad options", "3:the demo stopped at the redirect: no Auth0 stand-in here" })
public final class Sandbox implements Callable<Integer> {

	/** Exit code when there is no Auth0 stand-in to finish the demo with. */
	static final int NO_AUTH0 = 3;

	private static final String ROOT = System.getProperty("invite.sandbox.root", ".");

	private final AtomicBoolean failed = new AtomicBoolean();

	@Spec
	@SuppressWarnings("NullAway.Init") // picocli sets it before the call
	private CommandSpec spec;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Print this help.")
	@SuppressWarnings("UnusedVariable") // picocli looks at it
	private boolean help;

	@Option(names = "--demo", description = "Run one invite through all hops, then stop.")
	private boolean demo;

	@Option(names = "--port-base", paramLabel = "PORT",
			description = "First of the row of ports (default: ${DEFAULT-VALUE}).")
	private int portBase = Ports.DEFAULT_BASE;

	@Option(names = "--link", paramLabel = "KIND",
			description = "What protects links: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
	private LinkKind link = LinkKind.PLAIN;

	@Option(names = "--data-dir", paramLabel = "DIR",
			description = "Where data is kept between runs (default: .sandbox in the project).")
	private Path dataDir = Path.of(ROOT, ".sandbox");

	@Option(names = "--auth0-dir", paramLabel = "DIR", hidden = true)
	private Path auth0Dir = Path.of(ROOT, "auth0");

	/**
	 * Runs the command line.
	 * @param args see {@code --help}
	 */
	public static void main(String[] args) {
		System.exit(commandLine().execute(args));
	}

	static CommandLine commandLine() {
		return new CommandLine(new Sandbox()).setCaseInsensitiveEnumValuesAllowed(true)
			.setParameterExceptionHandler((ex, _) -> {
				ex.getCommandLine().getErr().println("sandbox: " + ex.getMessage() + " (--help tells more)");
				return CommandLine.ExitCode.USAGE;
			});
	}

	@Override
	public Integer call() {
		try {
			Ports ports = new Ports(this.portBase);
			DataFolder folder = DataFolder.open(this.dataDir, ports);
			LogFiles.open(folder.logs());
			try (RunningSandbox sandbox = new RunningSandbox(ports, folder, this.link)) {
				sandbox.check();
				// Ctrl-C ends the process from outside this thread.
				Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "stop"));
				return run(sandbox);
			}
		}
		catch (CannotStart | DemoFailed ex) {
			return fail(ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return fail("interrupted");
		}
		catch (RuntimeException ex) {
			LoggerFactory.getLogger(Sandbox.class).error("Unexpected", ex);
			return fail("unexpected, the logs say more: " + ex);
		}
	}

	private int run(RunningSandbox sandbox) throws DemoFailed, InterruptedException {
		PrintWriter out = this.spec.commandLine().getOut();
		long start = System.nanoTime();
		out.println("Starting on the ports from " + this.portBase + " up …");
		out.flush();
		Addresses addresses = sandbox.start(this.auth0Dir, this::die);
		out.printf("Ready after %.1f s.%n%n", (System.nanoTime() - start) / 1e9);
		out.flush();
		if (!this.demo) {
			addresses.print(out);
			out.println("Ctrl-C stops everything.");
			out.flush();
			new CountDownLatch(1).await();
		}
		if (new Demo(addresses.demoPlaces(), out).run()) {
			return CommandLine.ExitCode.OK;
		}
		fail("stopped at the redirect: " + addresses.auth0Missing().orElse(""));
		return NO_AUTH0;
	}

	/** A part gave up while everything ran. */
	private void die(CannotStart reason) {
		fail(reason.getMessage());
		Thread.ofPlatform().name("exit").start(() -> System.exit(CommandLine.ExitCode.SOFTWARE));
	}

	private int fail(@Nullable String reason) {
		if (!this.failed.getAndSet(true)) {
			PrintWriter err = this.spec.commandLine().getErr();
			err.println("sandbox: " + reason);
			err.flush();
		}
		return CommandLine.ExitCode.SOFTWARE;
	}

}
