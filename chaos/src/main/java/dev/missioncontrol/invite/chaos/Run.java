package dev.missioncontrol.invite.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.chaos.check.Checker;
import dev.missioncontrol.invite.chaos.check.Command;
import dev.missioncontrol.invite.chaos.check.History;
import dev.missioncontrol.invite.chaos.check.Limits;
import dev.missioncontrol.invite.chaos.check.Verdict;
import dev.missioncontrol.invite.chaos.cluster.Cluster;
import dev.missioncontrol.invite.chaos.fault.FaultLane;
import dev.missioncontrol.invite.chaos.fault.FaultPlan;
import dev.missioncontrol.invite.chaos.fault.Target;
import dev.missioncontrol.invite.chaos.fault.Victim;
import dev.missioncontrol.invite.chaos.load.Load;
import dev.missioncontrol.invite.chaos.services.Kind;
import dev.missioncontrol.invite.chaos.watch.Follower;
import dev.missioncontrol.invite.chaos.watch.SegmentLog;
import dev.missioncontrol.invite.chaos.watch.TopicEvidence;

/**
 * One run from the start of all processes to the verdict.
 */
final class Run {

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
				Progress progress = new Progress(load, follower.evidence(), this.console)) {
			List<FaultLane> lanes = lanes(pipeline, progress);
			load.post(this.settings.commands(), this.settings.rate());
			for (FaultLane lane : lanes) {
				lane.end();
			}
			List<Command> commands = load.await();
			this.console.say("all commands are answered (" + progress.counts() + ")");
			long lag = new Drain(cluster, follower.evidence()).await();
			this.console.say("drained after %d faults (%s)".formatted(progress.faults(), progress.counts()));
			return judge(pipeline, commands, lag, progress);
		}
	}

	/** Brokers in one lane, so that there is never more than one down. */
	private List<FaultLane> lanes(Pipeline pipeline, Progress progress) {
		Map<Target, List<Victim>> victims = pipeline.victims();
		List<FaultLane> lanes = new ArrayList<>();
		for (boolean brokers : new boolean[] { true, false }) {
			Map<Target, Integer> sizes = victims.entrySet()
				.stream()
				.filter((each) -> (each.getKey() == Target.BROKER) == brokers)
				.collect(Collectors.toMap(Map.Entry::getKey, (each) -> each.getValue().size()));
			if (!sizes.isEmpty()) {
				FaultPlan plan = new FaultPlan(this.settings.seed() + lanes.size(), sizes, this.settings.kinds(),
						this.settings.tempo());
				lanes.add(new FaultLane(plan, victims, progress));
			}
		}
		return lanes;
	}

	private Verdict judge(Pipeline pipeline, List<Command> commands, long lag, Progress progress) {
		TopicEvidence topics = Follower.readAll(pipeline.cluster().bootstrapServers(), Cluster.TOPICS);
		SegmentLog segment = pipeline.segmentLog();
		History history = new History(commands, topics.signed(), topics.delivered(), topics.buried(), topics.refused(),
				segment.messages(), segment.mails(), topics.counts().dead(), this.settings.poison(), lag,
				progress.longestStall());
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
