package dev.missioncontrol.invite.ctl;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.missioncontrol.invite.ctl.console.Console;

/**
 * One run of the command line.
 */
record Run(int exitCode, String out, String err) {

	/** Now, for commands that are given durations. */
	static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	/** Without a terminal. */
	static Run of(String... args) {
		return run(Clock.systemUTC(), false, "", args);
	}

	/** Without a terminal, at {@link #NOW}. */
	static Run atNoon(String... args) {
		return run(Clock.fixed(NOW, ZoneOffset.UTC), false, "", args);
	}

	/** On a terminal where somebody types. */
	static Run answering(String typed, String... args) {
		return run(Clock.systemUTC(), true, typed, args);
	}

	private static Run run(Clock clock, boolean interactive, String typed, String... args) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		Console console = new Console(new PrintWriter(out), new PrintWriter(err),
				new BufferedReader(new StringReader(typed)), interactive);
		int exitCode = Invitectl.commandLine(console, clock).execute(args);
		return new Run(exitCode, out.toString(), err.toString());
	}

}
