package dev.missioncontrol.invite.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.missioncontrol.invite.chaos.fault.Fault.Kind;
import dev.missioncontrol.invite.chaos.fault.FaultPlan.Tempo;
import dev.missioncontrol.invite.chaos.fault.Target;
import dev.missioncontrol.invite.chaos.services.Breakage;

/**
 * What a run does.
 *
 * @param folder where its data and logs go
 * @param seed what the order of faults follows from
 * @param commands invites to post
 * @param rate how many per second
 * @param instances processes of each service
 * @param targets whom faults strike
 * @param kinds how
 * @param tempo how fast
 * @param outage length of the one outage of Segment
 * @param blackout length of the one outage of all brokers
 * @param poison number of bad records
 * @param broken what is broken on purpose
 */
record Settings(Path folder, long seed, int commands, double rate, int instances, Set<Target> targets, List<Kind> kinds,
		Tempo tempo, Optional<Duration> outage, Optional<Duration> blackout, int poison, Optional<Breakage> broken) {

	/** Before an outage, and after it. */
	static final Duration CALM = Duration.ofSeconds(5);

	/** Strikes the bridge while Segment is away, among other things. */
	static final long BROKEN_SEED = 23;

	private static final int WARM_UP_PART = 5;

	private static final int LONGEST_WARM_UP = 2000;

	private static final List<Kind> ALL_KINDS = List.of(Kind.HARD, Kind.CLEAN, Kind.FREEZE);

	static Settings healthy(Path folder, long seed) {
		return new Settings(folder, seed, 2000, 20, 2, EnumSet.allOf(Target.class), ALL_KINDS, Tempo.NORMAL,
				Optional.empty(), Optional.empty(), 0, Optional.empty());
	}

	/** Little load, few processes, and the faults that bring this breakage to light. */
	static Settings broken(Path folder, Breakage broken, long seed) {
		Settings small = healthy(folder, seed).withLoad(300, 20);
		return switch (broken) {
			case AUTO_COMMIT ->
				small.narrowed(broken, Set.of(Target.BRIDGE, Target.SEGMENT), Kind.HARD, Tempo.of(4, 9, 9, 12));
			case NO_TRANSACTION -> small.narrowed(broken, Set.of(Target.WORKER), Kind.HARD, Tempo.of(3, 4, 0, 1));
			case RANDOM_MESSAGE_ID -> small.narrowed(broken, Set.of(Target.SEGMENT), Kind.HARD, Tempo.of(3, 5, 2, 4));
			case ACKS_NONE -> small.narrowed(broken, Set.of(Target.BROKER), Kind.HANG, Tempo.of(2, 3, 6, 7));
		};
	}

	Settings withLoad(int commands, double rate) {
		return new Settings(this.folder, this.seed, commands, rate, this.instances, this.targets, this.kinds,
				this.tempo, this.outage, this.blackout, this.poison, this.broken);
	}

	Settings withTargets(Set<Target> targets) {
		return new Settings(this.folder, this.seed, this.commands, this.rate, this.instances, targets, this.kinds,
				this.tempo, this.outage, this.blackout, this.poison, this.broken);
	}

	Settings withEvents(Optional<Duration> outage, Optional<Duration> blackout, int poison) {
		return new Settings(this.folder, this.seed, this.commands, this.rate, this.instances, this.targets, this.kinds,
				this.tempo, outage, blackout, poison, this.broken);
	}

	/**
	 * How many of the commands go ahead of all faults, at the services' own pace: a JVM
	 * that has just started interprets its code, and takes a fraction of what it does
	 * later.
	 */
	int warmUp() {
		return this.broken.isPresent() ? 0 : Math.min(this.commands / WARM_UP_PART, LONGEST_WARM_UP);
	}

	/**
	 * As many commands as keep the load up until an outage is over, and a while longer.
	 */
	int commandsForOutage() {
		long seconds = CALM.multipliedBy(3)
			.plus(this.outage.orElse(Duration.ZERO))
			.plus(this.blackout.orElse(Duration.ZERO))
			.toSeconds();
		int under = (int) Math.ceil(seconds * this.rate);
		return under + Math.min(under / (WARM_UP_PART - 1), LONGEST_WARM_UP);
	}

	private Settings narrowed(Breakage broken, Set<Target> targets, Kind kind, Tempo tempo) {
		return new Settings(this.folder, this.seed, this.commands, this.rate, 1, targets, List.of(kind), tempo,
				this.outage, this.blackout, this.poison, Optional.of(broken));
	}

}
