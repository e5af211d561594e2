package dev.missioncontrol.invite.bench.worker;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.missioncontrol.invite.bench.frame.Benchmark;
import dev.missioncontrol.invite.bench.frame.Comparison;
import dev.missioncontrol.invite.bench.frame.Conditions;
import dev.missioncontrol.invite.bench.frame.Goal;
import dev.missioncontrol.invite.bench.load.CommittedRecords;
import dev.missioncontrol.invite.bench.load.Feed;
import dev.missioncontrol.invite.bench.load.GroupProgress;
import dev.missioncontrol.invite.bench.load.Invites;
import dev.missioncontrol.invite.bench.process.ServiceProgram;
import dev.missioncontrol.invite.bench.process.Services;
import dev.missioncontrol.invite.bench.process.SingleBroker;
import dev.missioncontrol.invite.bench.sign.Sign;
import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.event.Topics;

/**
 * The service token-worker with a broker on the same machine: from commands on their
 * topic to signed invites that are committed, beside the signer alone on all cores.
 */
public final class Worker implements Benchmark {

	private static final int COMMANDS = 30_000;

	private static final int WARM_UPS = 2;

	@Override
	public String name() {
		return "worker";
	}

	@Override
	public void run(Conditions conditions, Consumer<Comparison> results) throws Exception {
		Path folder = conditions.emptyFolder(name());
		FreePorts ports = new FreePorts();
		try (SingleBroker broker = SingleBroker.start(folder, ports);
				ServiceProgram _ = new Services(broker, ports, conditions.root(), folder).worker();
				Feed feed = new Feed(broker.bootstrapServers());
				GroupProgress progress = new GroupProgress(broker.bootstrapServers(), "token-worker",
						Topics.COMMANDS.name())) {
			AtomicInteger next = new AtomicInteger();
			int commands = conditions.much(COMMANDS);
			for (int i = 0; i < WARM_UPS; i++) {
				signed(commands, next, feed, progress);
			}
			results.accept(conditions.compare(name(), Sign.UNIT, Goal.ratioAtLeast(0.60),
					() -> signed(commands, next, feed, progress),
					Sign.ours(Runtime.getRuntime().availableProcessors(), conditions)));
			long there = new CommittedRecords(broker.bootstrapServers(), Topics.SIGNED.name()).count();
			if (there != next.get()) {
				throw new IllegalStateException(next.get() + " commands, but " + there + " signed invites");
			}
		}
	}

	private static double signed(int commands, AtomicInteger next, Feed feed, GroupProgress progress) throws Exception {
		int before = next.getAndAdd(commands);
		feed.send(Invites.commands(before, commands));
		return progress.rate(before, commands);
	}

}
