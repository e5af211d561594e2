package dev.missioncontrol.invite.chaos;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole runs, the sound pipeline and broken ones. */
class ChaosIT {

	@Test
	void keepsEveryPromiseUnderFaults() throws Exception {
		Result result = run("--commands=600", "--rate=15", "--seed=11");
		assertThat(result.output()).doesNotContain("BREACH", "no more faults");
		assertThat(result.exit()).as(result.output()).isZero();
		assertThat(result.lastLine())
			.matches("accepted=\\d+ signed=\\d+ delivered=\\d+ dead=0 lost=0 duplicated=0 longest_stall_ms=\\d+");
		assertThat(result.output()).containsPattern("drained after ([3-9]|\\d\\d) faults");
	}

	@ParameterizedTest
	@CsvSource({ "auto-commit, SIGNED_NOT_ENDED", "no-transaction, SIGNED_TWICE",
			"random-message-id, TWO_MESSAGE_IDS" })
	void findsWhatIsBroken(String broken, String breach) throws Exception {
		Result result = run("--broken=" + broken);
		assertThat(result.output()).contains("BREACH " + breach);
		assertThat(result.exit()).isEqualTo(1);
	}

	@Test
	void refusesBadOptions() throws Exception {
		assertThat(run("--faults=weather").exit()).isEqualTo(2);
		assertThat(run("--broken=everything").exit()).isEqualTo(2);
		assertThat(run("--commands=0").exit()).isEqualTo(2);
		assertThat(run("--segment-outage=soon").exit()).isEqualTo(2);
	}

	/** As {@code bin/chaos} does. */
	private static Result run(String... options) throws Exception {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
				"-Dinvite.chaos.log=target/chaos-it.log", "-jar", "target/chaos.jar", "--data-dir=target/chaos-it"));
		command.addAll(List.of(options));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (BufferedReader output = process.inputReader()) {
			String text = output.lines().collect(Collectors.joining("\n"));
			return new Result(process.waitFor(), text);
		}
		finally {
			process.destroy();
		}
	}

	private record Result(int exit, String output) {

		String lastLine() {
			return this.output.lines().toList().getLast();
		}

	}

}
