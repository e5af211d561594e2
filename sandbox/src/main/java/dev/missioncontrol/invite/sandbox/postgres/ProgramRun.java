package dev.missioncontrol.invite.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of PostgreSQL, which refuse to be root: root runs them in a user name
 * space where it is nobody.
 *
 * @param binaries the programs
 * @param log where their output goes
 */
record ProgramRun(PostgresBinaries binaries, Path log) {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	/**
	 * Runs one to its end; the result is its exit code, not 0 when it had to be ended.
	 */
	int run(String program, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		if (isRoot()) {
			command.addAll(List.of("unshare", "-U"));
		}
		command.add(this.binaries.program(program));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()));
		// Messages and sort order do not depend on who starts the sandbox.
		builder.environment().put("LC_ALL", "C");
		Process process = builder.start();
		try {
			if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
				return process.exitValue();
			}
			process.destroyForcibly();
			return -1;
		}
		catch (InterruptedException ex) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while " + program + " ran", ex);
		}
	}

	static boolean isRoot() throws IOException {
		// Nothing in Java names the effective user; a fresh file belongs to it.
		Path probe = Files.createTempFile("owner", null);
		try {
			return "root".equals(Files.readAttributes(probe, PosixFileAttributes.class).owner().getName());
		}
		finally {
			Files.delete(probe);
		}
	}

}
