package dev.missioncontrol.invite.ctl.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * What a command writes to and asks. Results go to {@code out}; progress, questions and
 * errors to {@code err}, so that results can be piped.
 *
 * @param out results
 * @param err everything else
 * @param in answers of the person
 * @param interactive whether a person sits at a terminal
 */
public record Console(PrintWriter out, PrintWriter err, BufferedReader in, boolean interactive) {

	private static final Set<String> YES = Set.of("y", "yes");

	/**
	 * The console of this process.
	 * @return interactive only when both input and output are a terminal
	 */
	@SuppressWarnings("SystemConsoleNull") // JDK 25 gives none where there is no terminal
	public static Console ofProcess() {
		java.io.Console terminal = System.console();
		return new Console(new PrintWriter(System.out, false, System.out.charset()),
				new PrintWriter(System.err, false, System.err.charset()),
				new BufferedReader(new InputStreamReader(System.in, System.out.charset())),
				terminal != null && terminal.isTerminal());
	}

	/**
	 * Prints a line of the result.
	 * @param line any text; what would steer a terminal is made harmless
	 */
	public void line(String line) {
		this.out.println(PlainText.of(line));
		this.out.flush();
	}

	/**
	 * Prints a line beside the result.
	 * @param line any text; what would steer a terminal is made harmless
	 */
	public void note(String line) {
		this.err.println(PlainText.of(line));
		this.err.flush();
	}

	/**
	 * Prints a JSON value as one line of the result.
	 * @param value the value
	 */
	public void json(JsonNode value) {
		this.out.println(value.toString());
		this.out.flush();
	}

	/**
	 * Asks a person.
	 * @param question to be answered with yes or no
	 * @return false for anything but a yes
	 */
	public boolean confirms(String question) {
		this.err.print(PlainText.of(question) + " [y/N] ");
		this.err.flush();
		try {
			String answer = this.in.readLine();
			return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
