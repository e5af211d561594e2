package dev.missioncontrol.invite.chaos.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how long a stage makes no progress while nothing is broken and there is
 * something to do. For one thread.
 */
public final class StallMeter {

	private final List<Stage> last = new ArrayList<>();

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
			if (i == this.last.size()) {
				this.last.add(stage);
				this.since.add(now);
			}
			boolean waited = stage.isWaiting() || this.last.get(i).isWaiting();
			if (!broken && waited) {
				this.longest = Math.max(this.longest, now - this.since.get(i));
			}
			if (broken || !stage.isWaiting() || stage.done() != this.last.get(i).done()) {
				this.since.set(i, now);
			}
			this.last.set(i, stage);
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
