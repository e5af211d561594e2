package dev.missioncontrol.invite.chaos.process;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import org.jspecify.annotations.Nullable;

/**
 * One program as a process that can be ended in all the ways in which processes end. Used
 * by one thread at a time.
 */
public final class ChildProcess implements AutoCloseable {

	private static final Duration STOP_WITHIN = Duration.ofSeconds(40);

	/**
	 * Continues the process when the pipe to this shell ends, and so even when this JVM
	 * is killed: a frozen child could not see that.
	 */
	private static final String FREEZE = "kill -STOP \"$1\" || exit 1; echo frozen; read -r _; kill -CONT \"$1\"";

	private final JavaProgram program;

	private @Nullable Process process;

	private @Nullable Process freezer;

	private boolean closed;

	/**
	 * A program that does not run yet.
	 * @param program what to run
	 */
	public ChildProcess(JavaProgram program) {
		this.program = program;
	}

	/**
	 * The name of the program.
	 * @return such as {@code broker-1}
	 */
	public String name() {
		return this.program.name();
	}

	/**
	 * Starts it, which does not mean that it is ready. Does nothing once this is closed.
	 * @throws CannotStart when there is no such program
	 */
	public synchronized void start() {
		if (this.closed) {
			return;
		}
		try {
			this.process = this.program.builder().start();
		}
		catch (IOException ex) {
			throw new CannotStart(name() + " cannot start: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Ends it at once: {@code kill -9}.
	 */
	public synchronized void kill() {
		if (this.process != null) {
			this.process.destroyForcibly();
			await(this.process);
		}
		thaw();
	}

	/**
	 * Asks it to end, waits, and kills it when it does not.
	 */
	public synchronized void stop() {
		if (this.process != null) {
			this.process.destroy();
			if (!await(this.process)) {
				kill();
			}
		}
	}

	/**
	 * Stops it where it is: {@code SIGSTOP}.
	 */
	public synchronized void freeze() {
		if (this.process == null) {
			return;
		}
		try {
			this.freezer = new ProcessBuilder("sh", "-c", FREEZE, "sh", Long.toString(this.process.pid())).start();
			// Frozen from the first byte on.
			int _ = this.freezer.getInputStream().read();
		}
		catch (IOException ex) {
			throw new IllegalStateException(name() + " cannot be frozen", ex);
		}
	}

	/**
	 * Lets it go on: {@code SIGCONT}. Does nothing when it is not frozen.
	 */
	public synchronized void thaw() {
		if (this.freezer != null) {
			try (OutputStream pipe = this.freezer.getOutputStream()) {
				pipe.flush();
			}
			catch (IOException ex) {
				throw new IllegalStateException(name() + " cannot be thawed", ex);
			}
			await(this.freezer);
			this.freezer = null;
		}
	}

	/**
	 * The process id.
	 * @return 0 when it never ran
	 */
	public synchronized long pid() {
		return (this.process != null) ? this.process.pid() : 0;
	}

	/**
	 * The end of the process that runs now.
	 * @return completed by its end; never when there is none
	 */
	public synchronized CompletableFuture<?> end() {
		return (this.process != null) ? this.process.onExit() : new CompletableFuture<>();
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		kill();
	}

	private static boolean await(Process process) {
		try {
			return process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
