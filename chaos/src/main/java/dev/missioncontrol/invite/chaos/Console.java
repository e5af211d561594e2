package dev.missioncontrol.invite.chaos;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Prints lines with the time since the start. Safe for use by several threads.
 */
final class Console {

	private final long start = System.nanoTime();

	private final PrintWriter out;

	Console(PrintWriter out) {
		this.out = out;
	}

	synchronized void say(String line) {
		this.out.println(String.format(Locale.ROOT, "%7.1f s  %s", (System.nanoTime() - this.start) / 1e9, line));
		this.out.flush();
	}

	synchronized void print(String line) {
		this.out.println(line);
		this.out.flush();
	}

}
