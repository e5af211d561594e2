package dev.missioncontrol.invite.ctl.console;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTest {

	private final StringWriter err = new StringWriter();

	private final Console console = new Console(new PrintWriter(new StringWriter()), new PrintWriter(this.err),
			new BufferedReader(new StringReader("")), true);

	@Test
	void drawsABarWithSpeedAndTimeLeft() {
		AtomicLong nanos = new AtomicLong();
		ProgressBar bar = new ProgressBar(this.console, nanos::get);
		bar.show("planning", 0, 0);
		nanos.set(10_000_000_000L);
		bar.show("running", 50, 200);
		bar.show("completed", 200, 200);
		bar.end();
		assertThat(this.err.toString().split("\r")).containsExactly("", "planning …\u001b[K",
				" 25% [#######.......................] 50 of 200 running, 5.0/s, 0:00:30 left\u001b[K",
				"100% [##############################] 200 of 200 completed\u001b[K\n");
	}

	@Test
	void countsOnlyWhatWasDoneMeanwhile() {
		AtomicLong nanos = new AtomicLong();
		ProgressBar bar = new ProgressBar(this.console, nanos::get);
		bar.show("running", 100, 200);
		nanos.set(1_000_000_000L);
		bar.show("running", 110, 200);
		assertThat(this.err.toString()).contains("10.0/s, 0:00:09 left").doesNotContain("100.0/s");
	}

	@Test
	void printsALineForEachFurtherTenth() {
		Progress lines = new ProgressLines(this.console);
		lines.show("planning", 0, 0);
		lines.show("planning", 0, 0);
		for (int i = 0; i <= 1000; i++) {
			lines.show("running", i, 1000);
		}
		lines.show("completed", 1000, 1000);
		lines.end();
		assertThat(this.err.toString().lines()).hasSize(13)
			.startsWith("planning", "running: 0 of 1000", "running: 100 of 1000")
			.endsWith("completed: 1000 of 1000");
	}

	@Test
	void isQuietForPrograms() {
		Progress none = Progress.on(this.console, true);
		none.show("running", 1, 2);
		none.end();
		assertThat(this.err.toString()).isEmpty();
	}

}
