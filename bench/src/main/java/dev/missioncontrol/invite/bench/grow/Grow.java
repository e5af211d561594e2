package dev.missioncontrol.invite.bench.grow;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.missioncontrol.invite.bench.frame.Benchmark;
import dev.missioncontrol.invite.bench.frame.Comparison;
import dev.missioncontrol.invite.bench.frame.Conditions;
import dev.missioncontrol.invite.bench.frame.Goal;
import dev.missioncontrol.invite.bench.load.Feed;
import dev.missioncontrol.invite.bench.load.GroupProgress;
import dev.missioncontrol.invite.bench.load.Invites;
import dev.missioncontrol.invite.bench.process.Program;
import dev.missioncontrol.invite.bench.process.ServiceProgram;
import dev.missioncontrol.invite.bench.process.Services;
import dev.missioncontrol.invite.bench.process.SingleBroker;
import dev.missioncontrol.invite.bench.process.Sink;
import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;

/**
 * What an invite costs with so many others in the topics and in the ledger: from its
 * command on the topic through token-worker and segment-bridge to the last of its events
 * in PostgreSQL, beside what it costs with a thousand.
 */
public final class Grow implements Benchmark {

	private static final String UNIT = "µs/invite";

	private static final int LEAST = 1_000;

	private static final List<Integer> SIZES = List.of(LEAST, 10_000, 100_000);

	private static final int LARGE = 1_000_000;

	/** Fewer than lie between two sizes. */
	private static final int MEASURED = 8_000;

	private static final int WARM_UP = 20_000;

	/** Those of the ledger's whose offsets are counted. */
	private static final int TOPICS = 3;

	/** So many commands wait at most while topics fill. */
	private static final int PORTION = 10_000;

	@Override
	public String name() {
		return "grow";
	}

	@Override
	public void run(Conditions conditions, Consumer<Comparison> results) throws Exception {
		Path data = conditions.folder().resolve(name()).resolve("postgres");
		Path binaries = data.resolveSibling("postgres-binaries");
		Path log = data.resolveSibling("postgres.log");
		// It does not end with this process when that is killed.
		PostgresServer.stopLeftover(data, binaries, log);
		Path folder = conditions.emptyFolder(name());
		FreePorts ports = new FreePorts();
		int segment = ports.next();
		try (PostgresServer postgres = PostgresServer.start(data, binaries, ports.next(), log);
				Dashboard dashboard = Dashboard.start(0, folder.resolve("dashboard.pem"), InstantSource.system());
				SingleBroker broker = SingleBroker.start(folder, ports);
				Program _ = Sink.start(folder, Integer.toString(segment), "0")) {
			Services services = new Services(broker, ports, conditions.root(), folder);
			try (ServiceProgram _ = services.api(postgres, dashboard);
					ServiceProgram _ = services.worker();
					ServiceProgram _ = services.bridge(segment);
					Feed feed = new Feed(broker.bootstrapServers());
					GroupProgress ledger = new GroupProgress(broker.bootstrapServers(), "invite-ledger",
							Topics.COMMANDS.name(), Topics.IDENTIFIED.name(), Topics.NOTIFICATIONS.name())) {
				Growth growth = new Growth(feed, ledger);
				growth.by(conditions.much(WARM_UP));
				Store store = new Store(broker.bootstrapServers(), postgres);
				tell(costs(conditions, growth, store), results);
			}
		}
	}

	/** By number of invites; one figure for each round. */
	private static Map<Integer, List<Double>> costs(Conditions conditions, Growth growth, Store store)
			throws Exception {
		List<Integer> sizes = new ArrayList<>(SIZES);
		if (conditions.large()) {
			sizes.add(LARGE);
		}
		Map<Integer, List<Double>> costs = new TreeMap<>();
		for (int round = 0; round < conditions.rounds(); round++) {
			store.clear();
			int there = 0;
			for (int size : sizes) {
				growth.by(conditions.much(size) - there);
				int measured = conditions.much(MEASURED);
				costs.computeIfAbsent(size, (_) -> new ArrayList<>()).add(1e6 / growth.by(measured));
				there = conditions.much(size) + measured;
			}
		}
		return costs;
	}

	private static void tell(Map<Integer, List<Double>> costs, Consumer<Comparison> results) {
		List<Double> least = costs.getOrDefault(LEAST, List.of());
		costs.forEach((size, figures) -> {
			if (size != LEAST) {
				results.accept(new Comparison("grow-" + size, UNIT, Goal.ratioAtMost(1.1), figures, least));
			}
		});
	}

	/**
	 * Makes invites.
	 *
	 * @param feed takes their commands
	 * @param ledger says how many are at their end
	 * @param next number of the next one
	 */
	private record Growth(Feed feed, GroupProgress ledger, AtomicInteger next) {

		Growth(Feed feed, GroupProgress ledger) {
			this(feed, ledger, new AtomicInteger());
		}

		/** Makes so many more; the result is how many of the last ones in a second. */
		double by(int count) throws Exception {
			double rate = 0;
			for (int left = count; left > 0; left -= PORTION) {
				int portion = Math.min(left, PORTION);
				int before = this.next.getAndAdd(portion);
				this.feed.send(Invites.commands(before, portion));
				rate = this.ledger.rate((long) before * TOPICS, (long) portion * TOPICS) / TOPICS;
			}
			return rate;
		}

	}

}
