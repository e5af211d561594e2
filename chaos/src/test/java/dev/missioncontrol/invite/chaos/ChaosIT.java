package dev.missioncontrol.invite.chaos;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole runs, the sound pipeline and broken ones. */
class ChaosIT {

	private static final Path FOLDER = Path.of("target", "chaos-it");

	@Test
	void keepsEveryPromiseUnderFaults() {
		Result result = run("--commands=700", "--rate=15", "--seed=11");
		assertThat(result.output()).doesNotContain("BREACH", "no more faults");
		assertThat(result.exit()).as(result.output()).isZero();
		assertThat(result.lastLine())
			.matches("accepted=\\d+ signed=\\d+ delivered=\\d+ dead=0 lost=0 duplicated=0 longest_stall_ms=\\d+");
		assertThat(result.output()).containsPattern("drained after ([3-9]|\\d\\d) faults");
	}

	@ParameterizedTest
	@CsvSource({ "auto-commit, SIGNED_NOT_ENDED", "no-transaction, SIGNED_TWICE",
			"random-message-id, TWO_MESSAGE_IDS" })
	void findsWhatIsBroken(String broken, String breach) {
		Result result = run("--broken=" + broken);
		assertThat(result.output()).contains("BREACH " + breach);
		assertThat(result.exit()).isEqualTo(1);
	}

	@Test
	void refusesBadOptions() {
		assertThat(run("--faults=weather").exit()).isEqualTo(2);
		assertThat(run("--broken=everything").exit()).isEqualTo(2);
		assertThat(run("--commands=0").exit()).isEqualTo(2);
		assertThat(run("--segment-outage=soon").exit()).isEqualTo(2);
	}

	private static Result run(String... options) {
		List<String> arguments = new ArrayList<>(List.of(options));
		arguments.add("--data-dir=" + FOLDER);
		StringWriter output = new StringWriter();
		int exit = Chaos.commandLine()
			.setOut(new PrintWriter(output))
			.setErr(new PrintWriter(output))
			.execute(arguments.toArray(String[]::new));
		return new Result(exit, output.toString());
	}

	private record Result(int exit, String output) {

		String lastLine() {
			return this.output.lines().toList().getLast();
		}

	}

}
