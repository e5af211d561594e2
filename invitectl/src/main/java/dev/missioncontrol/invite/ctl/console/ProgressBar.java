package dev.missioncontrol.invite.ctl.console;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One line of a terminal, written over and over.
 */
final class ProgressBar implements Progress {

	private static final int CELLS = 30;

	private static final String ERASE_REST = "\u001b[K";

	private final Console console;

	private final LongSupplier nanos;

	private final long start;

	private long before = -1;

	ProgressBar(Console console, LongSupplier nanos) {
		this.console = console;
		this.nanos = nanos;
		this.start = nanos.getAsLong();
	}

	@Override
	public void show(String state, long done, long total) {
		if (this.before < 0) {
			// A job that is picked up on its way was not this fast.
			this.before = done;
		}
		this.console.err().print("\r" + line(PlainText.of(state), done, total) + ERASE_REST);
		this.console.err().flush();
	}

	@Override
	public void end() {
		if (this.before >= 0) {
			this.console.err().println();
			this.console.err().flush();
		}
	}

	private String line(String state, long done, long total) {
		if (total <= 0) {
			return state + " …";
		}
		int filled = (int) (CELLS * Math.min(done, total) / total);
		double seconds = Math.max(1, this.nanos.getAsLong() - this.start) / 1e9;
		double perSecond = (done - this.before) / seconds;
		String line = "%3d%% [%s%s] %d of %d %s".formatted(100 * Math.min(done, total) / total, "#".repeat(filled),
				".".repeat(CELLS - filled), done, total, state);
		return (perSecond > 0 && done < total)
				? line + ", %.1f/s, %s left".formatted(perSecond, time((total - done) / perSecond)) : line;
	}

	private static String time(double seconds) {
		Duration left = Duration.ofSeconds(Math.round(seconds));
		return "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
	}

}
