package dev.missioncontrol.invite.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.Polling;

/**
 * A program that runs until it is stopped. It ends with this JVM, even when that is
 * killed. Used by one thread at a time.
 */
public final class Program implements AutoCloseable {

	private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

	private static final Polling CONNECT = new Polling(Duration.ofSeconds(30), Duration.ofMillis(50));

	/** Kills the process when the pipe to this shell ends, for whatever reason. */
	private static final String WATCH = "read -r _; kill -9 \"$1\" 2>/dev/null";

	private final String name;

	private final Process process;

	private final Process watch;

	private final long startedAt;

	private Program(String name, Process process, Process watch, long startedAt) {
		this.startedAt = startedAt;
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
			long startedAt = System.nanoTime();
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			Process watch = new ProcessBuilder("sh", "-c", WATCH, "sh", Long.toString(process.pid())).start();
			return new Program(name, process, watch, startedAt);
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
	 * When it was started.
	 * @return in the terms of {@link System#nanoTime()}
	 */
	public long startedAt() {
		return this.startedAt;
	}

	/**
	 * Waits until it takes connections.
	 * @param port its port of the loopback address
	 * @return this
	 * @throws CannotStart when it does not
	 * @throws InterruptedException when this thread should end
	 */
	public Program awaitPort(int port) throws InterruptedException {
		if (CONNECT.until(() -> connects(port) ? Optional.of(true) : Optional.empty()).isEmpty()) {
			close();
			throw new CannotStart(this.name + " takes no connections; its log says why");
		}
		return this;
	}

	private static boolean connects(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
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
