package dev.missioncontrol.invite.chaos.fault;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.missioncontrol.invite.chaos.fault.Fault.Kind;
import dev.missioncontrol.invite.chaos.fault.FaultPlan.Tempo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FaultPlanTest {

	private static final Map<Target, Integer> TARGETS = Map.of(Target.BRIDGE, 2, Target.API, 1, Target.WORKER, 3);

	@Test
	void followsFromTheSeed() {
		assertThat(faults(5)).isEqualTo(faults(5)).isNotEqualTo(faults(6));
	}

	@Test
	void strikesEverybodyInEveryWay() {
		List<Fault> faults = faults(1);
		assertThat(faults.stream().map((each) -> each.target() + " " + each.victim() + " " + each.kind()).distinct())
			.hasSize(6 * Kind.values().length);
	}

	@Test
	void keepsItsTempo() {
		assertThat(faults(2)).allSatisfy((each) -> {
			assertThat(each.pause()).isBetween(Tempo.NORMAL.shortestPause(), Tempo.NORMAL.longestPause());
			assertThat(each.length()).isBetween(Tempo.NORMAL.shortestFault(), Tempo.NORMAL.longestFault());
		});
	}

	private static List<Fault> faults(long seed) {
		FaultPlan plan = new FaultPlan(seed, TARGETS, List.of(Kind.values()), Tempo.NORMAL);
		return Stream.generate(plan).limit(400).toList();
	}

}
