package dev.missioncontrol.invite.chaos.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Faults without end, one after the other. The same seed gives the same ones.
 */
public final class FaultPlan implements Supplier<Fault> {

	private final Random random;

	private final Tempo tempo;

	private final List<Map.Entry<Target, Integer>> targets;

	private final List<Fault.Kind> kinds;

	/**
	 * A plan.
	 * @param seed what the choice follows from
	 * @param targets how many there are of each
	 * @param kinds what may be done to them
	 * @param tempo how fast
	 */
	public FaultPlan(long seed, Map<Target, Integer> targets, List<Fault.Kind> kinds, Tempo tempo) {
		this.random = new Random(seed);
		this.targets = targets.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
		this.kinds = List.copyOf(kinds);
		this.tempo = tempo;
	}

	/**
	 * The next fault.
	 * @return when the last one is healed
	 */
	@Override
	public Fault get() {
		Duration pause = between(this.tempo.shortestPause(), this.tempo.longestPause());
		Map.Entry<Target, Integer> target = this.targets.get(this.random.nextInt(this.targets.size()));
		int victim = this.random.nextInt(target.getValue());
		Fault.Kind kind = this.kinds.get(this.random.nextInt(this.kinds.size()));
		return new Fault(pause, target.getKey(), victim, kind,
				between(this.tempo.shortestFault(), this.tempo.longestFault()));
	}

	private Duration between(Duration shortest, Duration longest) {
		long span = longest.toMillis() - shortest.toMillis();
		return shortest.plusMillis((span > 0) ? this.random.nextLong(span) : 0);
	}

	/**
	 * How fast faults follow each other.
	 *
	 * @param shortestPause least time between two
	 * @param longestPause most time between two
	 * @param shortestFault least time that one lasts
	 * @param longestFault most time that one lasts
	 */
	public record Tempo(Duration shortestPause, Duration longestPause, Duration shortestFault, Duration longestFault) {

		/** As fast as services can start again on a small machine. */
		public static final Tempo NORMAL = of(2, 6, 2, 12);

		/**
		 * A tempo in whole seconds.
		 * @param shortestPause see above
		 * @param longestPause see above
		 * @param shortestFault see above
		 * @param longestFault see above
		 * @return the tempo
		 */
		public static Tempo of(int shortestPause, int longestPause, int shortestFault, int longestFault) {
			return new Tempo(Duration.ofSeconds(shortestPause), Duration.ofSeconds(longestPause),
					Duration.ofSeconds(shortestFault), Duration.ofSeconds(longestFault));
		}

	}

}
