package dev.missioncontrol.invite.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.sandbox.part.CannotStart;

/**
 * A program that runs until it is stopped. It ends with this JVM, even when that is
 * killed. Used by one thread at a time.
 */
public final class Program implements AutoCloseable {

	private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

	/** Kills the process when the pipe to this shell ends, for whatever reason. */
	private static final String WATCH = "read -r _; kill -9 \"$1\" 2>/dev/null";

	private final String name;

	private final Process process;

	private final Process watch;

	private Program(String name, Process process, Process watch) {
		this.name = name;
		this.process = process;
		this.watch = watch;
	}

	/**
	 * Starts a program, which does not mean that it is ready.
	 * @param name tells it apart from others
	 * @param command the program and its arguments
	 * @param log file for its output
	 * @return the running program
	 * @throws CannotStart when there is no such program
	 */
	public static Program start(String name, List<String> command, Path log) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			Process watch = new ProcessBuilder("sh", "-c", WATCH, "sh", Long.toString(process.pid())).start();
			return new Program(name, process, watch);
		}
		catch (IOException ex) {
			throw new CannotStart(name + " cannot start: " + ex.getMessage(), ex);
		}
	}

	/**
	 * The command line of the JVM that runs this.
	 * @return path of {@code java}
	 */
	public static String java() {
		return Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
	}

	/**
	 * What it is called.
	 * @return a name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The process id.
	 * @return its number
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Whether it still runs.
	 * @return false once it has ended
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** Asks it to end, waits, and kills it when it does not. */
	@Override
	public void close() {
		this.process.destroy();
		if (!awaitEnd()) {
			this.process.destroyForcibly();
			awaitEnd();
		}
		this.watch.destroyForcibly();
	}

	private boolean awaitEnd() {
		try {
			return this.process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
