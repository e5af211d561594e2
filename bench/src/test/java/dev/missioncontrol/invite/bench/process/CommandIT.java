package dev.missioncontrol.invite.bench.process;

import java.io.IOException;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class CommandIT {

	private static final Pattern FIGURE = Pattern.compile("speed: ([0-9.]+)");

	@Test
	void readsTheLastFigure() throws IOException, InterruptedException {
		Command command = new Command("sh", "-c", "echo speed: 1.5; echo speed: 3417.1 >&2; echo done");
		assertThat(command.figure(FIGURE)).isEqualTo(3417.1);
	}

	@Test
	void saysWhatAProgramPrintedInstead() {
		assertThatIOException().isThrownBy(() -> new Command("echo", "no such option").figure(FIGURE))
			.withMessageContaining("no such option");
	}

	@Test
	void doesNotBelieveAProgramThatFails() {
		assertThatIOException().isThrownBy(() -> new Command("sh", "-c", "echo speed: 1; exit 3").figure(FIGURE))
			.withMessageContaining("ended with 3");
	}

}
