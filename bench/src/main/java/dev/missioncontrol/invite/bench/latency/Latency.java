package dev.missioncontrol.invite.bench.latency;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.missioncontrol.invite.bench.frame.Benchmark;
import dev.missioncontrol.invite.bench.frame.Comparison;
import dev.missioncontrol.invite.bench.frame.Conditions;
import dev.missioncontrol.invite.bench.frame.Goal;
import dev.missioncontrol.invite.bench.load.Latencies;
import dev.missioncontrol.invite.bench.load.SteadyLoad;
import dev.missioncontrol.invite.bench.process.Memory;
import dev.missioncontrol.invite.bench.process.ServiceProgram;
import dev.missioncontrol.invite.bench.process.Services;
import dev.missioncontrol.invite.bench.process.SingleBroker;
import dev.missioncontrol.invite.bench.process.Wrk;
import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.intercom.Intercom;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.Polling;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;
import dev.missioncontrol.invite.sandbox.segment.SegmentStandIn;

/**
 * From when an invite is to be posted to when Segment takes its identify, at 100 invites
 * in a second; everything runs on this machine. And how much memory the services keep
 * under that load.
 */
public final class Latency implements Benchmark {

	private static final int RATE = 100;

	/** Until everything that the warm-up left is done. */
	private static final int SETTLING = 10 * RATE;

	/** What is compiled depends on how often it ran, so that is as often as it can. */
	private static final int WARM_UP = 150;

	private static final int CONNECTIONS = 16;

	private static final int COUNTED = 15 * RATE;

	private static final int ACCEPTED = 202;

	private static final double MOST_MEGABYTES = 384;

	private static final Polling ARRIVAL = new Polling(Duration.ofSeconds(60), Duration.ofMillis(50));

	@Override
	public String name() {
		return "latency";
	}

	@Override
	public void run(Conditions conditions, Consumer<Comparison> results) throws Exception {
		Path folder = conditions.emptyFolder(name());
		FreePorts ports = new FreePorts();
		Arrivals arrivals = new Arrivals();
		InstantSource clock = InstantSource.system();
		Intercom intercom = new Intercom(clock, Duration.ZERO, "Invite Sent", (_) -> true);
		try (SingleBroker broker = SingleBroker.start(folder, ports);
				SegmentStandIn segment = SegmentStandIn.start(0, Services.WRITE_KEY, intercom, clock, arrivals)) {
			run(new Services(broker, ports, conditions.root(), folder), segment.port(), arrivals, conditions, results);
		}
	}

	private static void run(Services services, int segmentPort, Arrivals arrivals, Conditions conditions,
			Consumer<Comparison> results) throws Exception {
		try (PostgresServer postgres = services.postgres();
				Dashboard dashboard = services.dashboard();
				ServiceProgram worker = services.worker();
				ServiceProgram bridge = services.bridge(segmentPort);
				ServiceProgram api = services.api(postgres, dashboard)) {
			List<Double> medians = new ArrayList<>();
			List<Double> tails = new ArrayList<>();
			Journey journey = new Journey(api.address(), dashboard.adminToken(), arrivals);
			Wrk.posting(CONNECTIONS, services.folder(), dashboard.adminToken())
				.warmUp(api.address().resolve("/v1/invites"), conditions.much(WARM_UP));
			journey.send(conditions.much(SETTLING), RATE);
			for (int round = 0; round < conditions.rounds(); round++) {
				Latencies latencies = journey.send(conditions.much(COUNTED), RATE);
				medians.add(latencies.percentile(0.5));
				tails.add(latencies.percentile(0.99));
			}
			results.accept(Comparison.withLimit("latency-p50", "ms", Goal.oursAtMost(40), medians));
			results.accept(Comparison.withLimit("latency-p99", "ms", Goal.oursAtMost(150), tails));
			for (ServiceProgram each : List.of(api, worker, bridge)) {
				results.accept(Comparison.withLimit("latency-memory-" + each.program().name(), "MB",
						Goal.oursAtMost(MOST_MEGABYTES), List.of(Memory.megabytes(each.program()))));
			}
		}
	}

	/** Posts invites and waits until all of them have arrived. */
	private static final class Journey {

		private final URI address;

		private final String token;

		private final Arrivals arrivals;

		private int sent;

		Journey(URI api, String token, Arrivals arrivals) {
			this.address = api.resolve("/v1/invites");
			this.token = token;
			this.arrivals = arrivals;
		}

		Latencies send(int count, int rate) throws IOException, InterruptedException {
			int first = this.sent;
			this.sent += count;
			long[] due = new long[count];
			try (SteadyLoad load = new SteadyLoad(ACCEPTED)) {
				load.send(count, rate, (number) -> {
					due[number] = System.nanoTime();
					return request(person(first + number));
				});
			}
			double[] milliseconds = new double[count];
			for (int number = 0; number < count; number++) {
				String person = person(first + number);
				Optional<Long> arrival = ARRIVAL.until(() -> this.arrivals.of(person));
				milliseconds[number] = (arrival.orElseThrow(
						() -> new CannotStart("an invite does not arrive; the logs may say why")) - due[number]) / 1e6;
			}
			return new Latencies(milliseconds);
		}

		private HttpRequest request(String person) {
			return HttpRequest.newBuilder(this.address)
				.header("Authorization", "Bearer " + this.token)
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"" + person + "\",\"roles\":[\"write\"]}"))
				.build();
		}

		private static String person(int number) {
			return "ada." + number + "@example.com";
		}

	}

}
