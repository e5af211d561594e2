package dev.missioncontrol.invite.bench.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code wrk}: as many requests as a server can take, from one thread.
 *
 * @param connections how many are open; each waits for its answer
 * @param script arguments that name a script, its own included; may be empty
 */
public record Wrk(int connections, List<String> script) {

	private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");

	public Wrk {
		script = List.copyOf(script);
	}

	/**
	 * Posts invites, each for somebody else.
	 * @param connections how many are open
	 * @param folder an own folder
	 * @param token access token of whoever invites
	 * @return not under way yet
	 * @throws IOException when the folder cannot be written to
	 */
	public static Wrk posting(int connections, Path folder, String token) throws IOException {
		Path script = folder.resolve("invites.lua");
		Path tokenFile = Files.writeString(folder.resolve("token"), token);
		try (InputStream in = Objects.requireNonNull(Wrk.class.getResourceAsStream("/bench/invites.lua"))) {
			Files.copy(in, script);
		}
		return new Wrk(connections, List.of("-s", script.toString(), "--", tokenFile.toString(), "bench"));
	}

	/**
	 * Sends as much as goes, whatever comes back: cold, a server may not answer
	 * everything in time.
	 * @param address what is asked for
	 * @param seconds how long
	 * @throws IOException when it does not run
	 * @throws InterruptedException when this thread should end
	 */
	public void warmUp(URI address, int seconds) throws IOException, InterruptedException {
		new Command(command(address, seconds)).output();
	}

	/**
	 * Warms up and measures.
	 * @param address what is asked for
	 * @param warmUp seconds before it counts
	 * @param seconds how long it counts
	 * @return requests per second
	 * @throws IOException when it does not run, or an answer says that something failed
	 * @throws InterruptedException when this thread should end
	 */
	public double rate(URI address, int warmUp, int seconds) throws IOException, InterruptedException {
		warmUp(address, warmUp);
		String output = new Command(command(address, seconds)).output();
		Matcher rate = RATE.matcher(output);
		if (output.contains("Non-2xx or 3xx responses") || output.contains("Socket errors") || !rate.find()) {
			throw new IOException("not everything was answered as it should: " + output);
		}
		return Double.parseDouble(rate.group(1));
	}

	private List<String> command(URI address, int seconds) {
		List<String> command = new ArrayList<>(
				List.of("wrk", "-t", "1", "-c", Integer.toString(this.connections), "-d", seconds + "s"));
		int options = this.script.indexOf("--");
		command.addAll((options < 0) ? this.script : this.script.subList(0, options));
		command.add(address.toString());
		if (options >= 0) {
			command.addAll(this.script.subList(options, this.script.size()));
		}
		return command;
	}

}
