package dev.missioncontrol.invite.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the command as {@code bin/bench} does, and looks at no speed.
 */
class BenchIT {

	private final StringWriter output = new StringWriter();

	@Test
	void printsAndWritesEachComparison(@TempDir Path folder) {
		Path file = folder.resolve("new").resolve("bench.json");
		assertThat(run("verify", "--quick", "--rounds", "2", "--output", file.toString())).isZero();
		assertThat(this.output.toString().lines().skip(1)).hasSize(2)
			.allMatch((line) -> line
				.matches("verify-rsa\\d+ ours=[\\d.]+ reference=[\\d.]+ ratio=[\\d.]+ unit=operations/s"));
		JsonNode report = JsonMapper.builder().build().readTree(file);
		assertThat(report.path("machine").path("cores").asInt()).isPositive();
		assertThat(report.path("quick").asBoolean()).isTrue();
		assertThat(report.path("results")).hasSize(2);
		assertThat(report.path("results").path(0).path("rounds").path("ours")).hasSize(2);
	}

	@Test
	void refusesWhatItDoesNotKnow() {
		assertThat(run("nothing")).isEqualTo(2);
		assertThat(run("--rounds", "0")).isEqualTo(2);
	}

	private int run(String... arguments) {
		PrintWriter writer = new PrintWriter(this.output);
		return new CommandLine(new Bench()).setOut(writer).setErr(writer).execute(arguments);
	}

}
