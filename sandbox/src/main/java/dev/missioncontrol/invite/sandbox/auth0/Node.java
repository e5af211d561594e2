package dev.missioncontrol.invite.sandbox.auth0;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Node.js on this machine.
 *
 * @param program name or path of its executable
 * @param version its version, such as {@code v20.19.0}
 */
public record Node(String program, String version) {

	/** Oldest major version that runs the stand-in. */
	public static final int OLDEST = 20;

	private static final Pattern VERSION = Pattern.compile("v(\\d{1,4})\\..*");

	/**
	 * Looks for it on the path.
	 * @return empty when there is none
	 */
	public static Optional<Node> find() {
		return find("node");
	}

	/**
	 * Whether it can run the stand-in.
	 * @return false when it is too old
	 */
	public boolean isRecent() {
		Matcher matcher = VERSION.matcher(this.version);
		return matcher.matches() && Integer.parseInt(matcher.group(1)) >= OLDEST;
	}

	static Optional<Node> find(String program) {
		try {
			Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			return (process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0)
					? Optional.of(new Node(program, output)) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

}
