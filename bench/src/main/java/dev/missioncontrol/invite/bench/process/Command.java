package dev.missioncontrol.invite.bench.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program that somebody else wrote, and that ends by itself, such as
 * {@code openssl speed}.
 *
 * @param arguments name of the program and its arguments
 */
public record Command(List<String> arguments) {

	private static final Duration LONGEST = Duration.ofMinutes(5);

	public Command {
		arguments = List.copyOf(arguments);
	}

	/**
	 * A command line.
	 * @param arguments name of the program and its arguments
	 */
	public Command(String... arguments) {
		this(List.of(arguments));
	}

	/**
	 * Runs it and reads a figure.
	 * @param pattern finds the figure; its last match counts, and of that the first group
	 * @return the figure
	 * @throws IOException when it does not run, fails, or prints no such figure
	 * @throws InterruptedException when this thread should end
	 */
	public double figure(Pattern pattern) throws IOException, InterruptedException {
		String output = output();
		return pattern.matcher(output)
			.results()
			.reduce((_, last) -> last)
			.map((match) -> Double.parseDouble(match.group(1)))
			.orElseThrow(() -> new IOException("%s prints no %s: %s".formatted(this.arguments, pattern, output)));
	}

	/**
	 * Runs it.
	 * @return what it printed, errors included
	 * @throws IOException when it does not run, takes too long, or fails
	 * @throws InterruptedException when this thread should end
	 */
	public String output() throws IOException, InterruptedException {
		Process process = new ProcessBuilder(this.arguments).redirectErrorStream(true)
			.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
			.start();
		try {
			CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
			if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
				throw new IOException(this.arguments + " takes longer than " + LONGEST);
			}
			String text = output.join();
			if (process.exitValue() != 0) {
				throw new IOException("%s ended with %d: %s".formatted(this.arguments, process.exitValue(), text));
			}
			return text;
		}
		catch (CompletionException ex) {
			throw new IOException("the output of " + this.arguments + " cannot be read", ex.getCause());
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String read(Process process) {
		try {
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
