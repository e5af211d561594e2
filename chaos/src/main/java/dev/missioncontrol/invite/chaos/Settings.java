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

	private static final List<Kind> ALL_KINDS = List.of(Kind.HARD, Kind.CLEAN, Kind.FREEZE);

	static Settings healthy(Path folder, long seed) {
		return new Settings(folder, seed, 2000, 20, 2, EnumSet.allOf(Target.class), ALL_KINDS, Tempo.NORMAL,
				Optional.empty(), Optional.empty(), 0, Optional.empty());
	}

	/** Little load, few processes, and the faults that bring this breakage to light. */
	static Settings broken(Path folder, Breakage broken, long seed) {
		Settings small = healthy(folder, seed).withLoad(300, 20);
		return switch (broken) {
			case AUTO_COMMIT -> small.narrowed(broken, Set.of(Target.BRIDGE, Target.SEGMENT), Kind.HARD);
			case NO_TRANSACTION -> small.withLoad(1500, 100).narrowed(broken, Set.of(Target.WORKER), Kind.HARD);
			case RANDOM_MESSAGE_ID -> small.narrowed(broken, Set.of(Target.SEGMENT), Kind.HARD);
			case ACKS_NONE -> small.narrowed(broken, Set.of(Target.BROKER), Kind.HANG);
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

	private Settings narrowed(Breakage broken, Set<Target> targets, Kind kind) {
		return new Settings(this.folder, this.seed, this.commands, this.rate, 1, targets, List.of(kind), Tempo.FAST,
				this.outage, this.blackout, this.poison, Optional.of(broken));
	}

}
