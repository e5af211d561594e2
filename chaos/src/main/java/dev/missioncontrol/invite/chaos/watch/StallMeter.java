package dev.missioncontrol.invite.chaos.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how long a stage makes no progress while nothing is broken and there is
 * something to do. For one thread.
 */
public final class StallMeter {

	private final List<Long> done = new ArrayList<>();

	private final List<Long> since = new ArrayList<>();

	private long longest;

	/**
	 * Looks at the stages.
	 * @param now a time in nanoseconds
	 * @param broken whether a fault is in effect
	 * @param stages the stages, always in the same order
	 */
	public void look(long now, boolean broken, List<Stage> stages) {
		for (int i = 0; i < stages.size(); i++) {
			Stage stage = stages.get(i);
			if (i == this.done.size()) {
				this.done.add(stage.done());
				this.since.add(now);
			}
			if (!broken && stage.isWaiting()) {
				this.longest = Math.max(this.longest, now - this.since.get(i));
			}
			if (broken || !stage.isWaiting() || stage.done() != this.done.get(i)) {
				this.since.set(i, now);
			}
			this.done.set(i, stage.done());
		}
	}

	/**
	 * The longest of all.
	 * @return zero when there was none
	 */
	public Duration longest() {
		return Duration.ofNanos(this.longest);
	}

	/**
	 * A stage at one moment.
	 *
	 * @param todo how much it should have done by now
	 * @param done how much it did
	 */
	public record Stage(long todo, long done) {

		boolean isWaiting() {
			return this.done < this.todo;
		}

	}

}
