package dev.missioncontrol.invite.chaos.region;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The commands of the runbook, as they stand there, with the names of this run in them.
 *
 * @param kafka the brokers of the region that takes over
 * @param since from when on stages run again
 */
record Runbook(String kafka, Instant since) {

	private static final Path TEXT = Path.of("..", "docs", "failover.md");

	private static final String PROGRAM = "bin/invitectl ";

	/** What is asked of the database that takes over, in SQL. */
	static String question() throws IOException {
		try (var lines = Files.lines(TEXT)) {
			return lines.filter((line) -> line.startsWith("select ")).findFirst().orElseThrow();
		}
	}

	/** All of them, in their order. */
	List<String> commands() throws IOException {
		try (var lines = Files.lines(TEXT)) {
			return lines.map(String::strip).filter((line) -> line.startsWith(PROGRAM)).toList();
		}
	}

	/** Runs one; the answer is what it printed, and its exit code at the end. */
	String run(String command) throws IOException, InterruptedException {
		List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-jar", "../invitectl/target/invitectl.jar"));
		for (String word : command.substring(PROGRAM.length()).split(" ", -1)) {
			line.add(word.replace("\"$SINCE\"", this.since.toString()).replace("\"$KAFKA\"", this.kafka));
		}
		Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
		try (BufferedReader output = process.inputReader()) {
			String text = output.lines().collect(Collectors.joining("\n"));
			return text + "\nexit code " + process.waitFor();
		}
	}

}
