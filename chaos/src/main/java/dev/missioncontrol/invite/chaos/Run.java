package dev.missioncontrol.invite.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.chaos.check.Checker;
import dev.missioncontrol.invite.chaos.check.Command;
import dev.missioncontrol.invite.chaos.check.History;
import dev.missioncontrol.invite.chaos.check.Limits;
import dev.missioncontrol.invite.chaos.check.Verdict;
import dev.missioncontrol.invite.chaos.cluster.Cluster;
import dev.missioncontrol.invite.chaos.fault.Blackout;
import dev.missioncontrol.invite.chaos.fault.Fault;
import dev.missioncontrol.invite.chaos.fault.FaultLane;
import dev.missioncontrol.invite.chaos.fault.FaultPlan;
import dev.missioncontrol.invite.chaos.fault.Target;
import dev.missioncontrol.invite.chaos.fault.Victim;
import dev.missioncontrol.invite.chaos.load.Load;
import dev.missioncontrol.invite.chaos.load.Poison;
import dev.missioncontrol.invite.chaos.services.Kind;
import dev.missioncontrol.invite.chaos.watch.Follower;
import dev.missioncontrol.invite.chaos.watch.SegmentLog;
import dev.missioncontrol.invite.chaos.watch.TopicEvidence;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.Polling;

/**
 * One run from the start of all processes to the verdict.
 */
final class Run {

	private static final List<Set<Target>> LANES = List.of(Set.of(Target.BROKER),
			Set.of(Target.WORKER, Target.BRIDGE, Target.API), Set.of(Target.SEGMENT));

	/** Requests that wait for an answer at the same time during the warm-up. */
	private static final int AT_A_TIME = 8;

	private static final Polling FIRST = new Polling(Duration.ofMinutes(1), Duration.ofMillis(100));

	private final Settings settings;

	private final Console console;

	Run(Settings settings, Console console) {
		this.settings = settings;
		this.console = console;
	}

	Verdict run() throws InterruptedException {
		this.console.print("seed=%d commands=%d rate=%s faults=%s%s".formatted(this.settings.seed(),
				this.settings.commands(), this.settings.rate(), this.settings.targets(),
				this.settings.broken().map((each) -> " broken=" + each).orElse("")));
		try (Pipeline pipeline = new Pipeline(this.settings)) {
			Thread hook = new Thread(pipeline::close, "stop");
			Runtime.getRuntime().addShutdownHook(hook);
			try {
				pipeline.start();
				this.console.say("all parts are ready");
				Verdict verdict = run(pipeline);
				verdict.breaches().forEach((each) -> this.console.print("BREACH " + each));
				this.console.print(verdict.line());
				return verdict;
			}
			finally {
				forget(hook);
			}
		}
	}

	private Verdict run(Pipeline pipeline) throws InterruptedException {
		Cluster cluster = pipeline.cluster();
		try (Follower follower = Follower.start(cluster.bootstrapServers(), Cluster.TOPICS);
				Load load = new Load(pipeline.fleet().addresses(Kind.API), pipeline.dashboard()::adminToken,
						"run-" + this.settings.seed());
				Progress progress = new Progress(load, follower.evidence(), this.console);
				HeapWatch _ = HeapWatch.start(pipeline.fleet(), this.settings.outage().isPresent(), this.console)) {
			load.post(1, this.settings.rate());
			awaitDelivery(follower.evidence());
			load.warmUp(this.settings.warmUp(), AT_A_TIME);
			List<FaultLane> lanes = lanes(pipeline, progress);
			outages(pipeline).forEach((target, victim) -> lanes
				.add(new FaultLane(once(target), Map.of(target, List.of(victim)), progress)));
			Thread poisoning = poison(cluster);
			load.post(this.settings.commands() - this.settings.warmUp() - 1, this.settings.rate());
			for (FaultLane lane : lanes) {
				lane.end();
			}
			poisoning.join();
			List<Command> commands = load.await();
			this.console.say("all commands are answered (" + progress.counts() + ")");
			long lag = new Drain(cluster, follower.evidence()).await();
			this.console.say("drained after %d faults, %.1f s after the last heal (%s)".formatted(progress.faults(),
					progress.sinceHeal().toMillis() / 1e3, progress.counts()));
			Verdict verdict = judge(pipeline, commands, lag, progress);
			progress.failure().ifPresent((why) -> {
				throw new CannotStart("the faults ended before the run: " + why);
			});
			return verdict;
		}
	}

	/** One fault at a time per lane: there is never more than one broker down. */
	private List<FaultLane> lanes(Pipeline pipeline, Progress progress) {
		Map<Target, List<Victim>> victims = pipeline.victims();
		List<FaultLane> lanes = new ArrayList<>();
		for (Set<Target> lane : LANES) {
			Map<Target, Integer> sizes = victims.entrySet()
				.stream()
				.filter((each) -> lane.contains(each.getKey()))
				.collect(Collectors.toMap(Map.Entry::getKey, (each) -> each.getValue().size()));
			if (!sizes.isEmpty()) {
				FaultPlan plan = new FaultPlan(this.settings.seed() + lanes.size(), sizes, this.settings.kinds(),
						this.settings.tempo());
				lanes.add(new FaultLane(plan, victims, progress));
			}
		}
		return lanes;
	}

	/**
	 * One goes ahead, so that the first fault meets services that have done it before.
	 */
	private static void awaitDelivery(TopicEvidence topics) throws InterruptedException {
		Optional<Boolean> delivered = FIRST
			.until(() -> Optional.of(topics.counts().delivered() > 0).filter((each) -> each));
		if (delivered.isEmpty()) {
			throw new CannotStart("the first invite is not delivered although all is well; the logs say why");
		}
	}

	/** The one long outage that was asked for. */
	private Map<Target, Victim> outages(Pipeline pipeline) {
		Map<Target, Victim> outages = new EnumMap<>(Target.class);
		this.settings.outage().ifPresent((_) -> outages.put(Target.SEGMENT, pipeline.segment()));
		this.settings.blackout()
			.ifPresent((_) -> outages.put(Target.BROKER,
					new Blackout(pipeline.cluster().brokers(), pipeline.cluster()::awaitWhole)));
		return outages;
	}

	private Supplier<Fault> once(Target target) {
		Duration length = ((target == Target.BROKER) ? this.settings.blackout() : this.settings.outage()).orElseThrow();
		Iterator<Duration> pauses = List.of(Settings.CALM).iterator();
		return () -> new Fault(pauses.hasNext() ? pauses.next() : Duration.ofDays(1), target, 0, Fault.Kind.CLEAN,
				length);
	}

	private Thread poison(Cluster cluster) {
		Duration time = Duration
			.ofMillis((long) ((this.settings.commands() - this.settings.warmUp()) / this.settings.rate() * 1000));
		return Thread.ofVirtual().name("poison").start(() -> {
			try {
				if (this.settings.poison() > 0) {
					new Poison(cluster.bootstrapServers()).spread(this.settings.poison(), time);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
	}

	private Verdict judge(Pipeline pipeline, List<Command> commands, long lag, Progress progress) {
		TopicEvidence topics = Follower.readAll(pipeline.cluster().bootstrapServers(), Cluster.TOPICS);
		SegmentLog segment = pipeline.segmentLog();
		History history = new History(commands, topics.signed(), topics.delivered(), topics.buried(), topics.refused(),
				segment.messages(), segment.mails(), topics.counts().dead(), this.settings.poison(), lag,
				progress.longestStall());
		if (lag > 0) {
			this.console.say("consumer groups stand %d records behind the end of their topics".formatted(lag));
		}
		Verdict verdict = Checker.check(history,
				this.settings.blackout().isPresent() ? Limits.IN_BLACKOUT : Limits.UNDER_FAULTS);
		this.console.say("links that arrived whole: %d of %d; slowest answer %d ms; unanswered %d".formatted(
				verdict.linked(), verdict.accepted(),
				commands.stream().mapToLong((each) -> each.slowest().toMillis()).max().orElse(0),
				commands.size() - verdict.accepted()));
		return verdict;
	}

	private static void forget(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// The JVM ends already, and the hook runs.
			Thread.currentThread().interrupt();
		}
	}

}
