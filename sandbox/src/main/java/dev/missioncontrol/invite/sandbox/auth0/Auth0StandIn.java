package dev.missioncontrol.invite.sandbox.auth0;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Auth0 stand-in as a child process. It ends when its standard input does, however
 * this process ends.
 */
public final class Auth0StandIn implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Auth0StandIn.class);

	private static final Duration READY_WITHIN = Duration.ofSeconds(15);

	private static final Duration STOPPED_WITHIN = Duration.ofSeconds(5);

	private final Process process;

	private Auth0StandIn(Process process) {
		this.process = process;
	}

	/**
	 * Starts it and waits until it is ready.
	 * @param node what runs it
	 * @param program the folder {@code auth0}
	 * @param data folder for its users and its configuration
	 * @param log file for its messages
	 * @param settings what it has to know
	 * @return the running process
	 * @throws CannotStart when it does not get ready
	 */
	public static Auth0StandIn start(Node node, Path program, Path data, Path log, Auth0Settings settings) {
		try {
			Path config = SecretFile.folder(data).resolve("config.json");
			String action = program.resolve("actions/post-login.js").toAbsolutePath().toString();
			String users = data.resolve("users.json").toAbsolutePath().toString();
			SecretFile.write(config, JsonMapper.builder().build().writeValueAsString(settings.json(action, users)));
			Process process = new ProcessBuilder(node.program(), program.resolve("standin/server.js").toString(),
					"--config", config.toString(), "--with-parent")
				.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
			Auth0StandIn standIn = new Auth0StandIn(process);
			standIn.awaitReady(log);
			return standIn;
		}
		catch (IOException ex) {
			throw new CannotStart("the Auth0 stand-in cannot start: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Whether the folder holds the stand-in.
	 * @param program the folder {@code auth0}
	 * @return true when its entry is there
	 */
	public static boolean isIn(Path program) {
		return Files.isRegularFile(program.resolve("standin/server.js"));
	}

	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
			if (!this.process.waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (IOException ex) {
			logger.warn("The Auth0 stand-in had to be ended", ex);
			this.process.destroyForcibly();
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private void awaitReady(Path log) {
		CompletableFuture<Boolean> ready = new CompletableFuture<>();
		Thread.ofVirtual().name("auth0-stdout").start(() -> ready.complete(readUntilReady()));
		try {
			if (ready.get(READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("The Auth0 stand-in did not say that it is ready", ex);
		}
		close();
		throw new CannotStart("the Auth0 stand-in did not get ready; " + log + " says why");
	}

	private boolean readUntilReady() {
		try {
			BufferedReader output = this.process.inputReader();
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				if (line.startsWith("ready ")) {
					return true;
				}
			}
		}
		catch (IOException ex) {
			logger.warn("The Auth0 stand-in cannot be read", ex);
		}
		return false;
	}

}
