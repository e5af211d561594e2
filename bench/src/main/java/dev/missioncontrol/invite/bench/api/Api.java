package dev.missioncontrol.invite.bench.api;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import dev.missioncontrol.invite.bench.frame.Benchmark;
import dev.missioncontrol.invite.bench.frame.Comparison;
import dev.missioncontrol.invite.bench.frame.Conditions;
import dev.missioncontrol.invite.bench.frame.Goal;
import dev.missioncontrol.invite.bench.process.Program;
import dev.missioncontrol.invite.bench.process.ServiceProgram;
import dev.missioncontrol.invite.bench.process.Services;
import dev.missioncontrol.invite.bench.process.SingleBroker;
import dev.missioncontrol.invite.bench.process.Wrk;
import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;

/**
 * Taking an invite: authorized, checked against the rules of its organization, its person
 * kept in PostgreSQL, acknowledged by the broker; beside a handler that does the last of
 * that only.
 */
public final class Api implements Benchmark {

	private static final int CONNECTIONS = 32;

	/** Its compiler is busy that long. */
	private static final int WARM_UP = 120;

	private static final int REFERENCE_WARM_UP = 10;

	private static final int SHORT_WARM_UP = 5;

	private static final int SECONDS = 8;

	@Override
	public String name() {
		return "api";
	}

	@Override
	public void run(Conditions conditions, Consumer<Comparison> results) throws Exception {
		Path folder = conditions.emptyFolder(name());
		FreePorts ports = new FreePorts();
		try (SingleBroker broker = SingleBroker.start(folder, ports);
				PostgresServer postgres = services(broker, ports, conditions, folder).postgres();
				Dashboard dashboard = services(broker, ports, conditions, folder).dashboard();
				ServiceProgram api = services(broker, ports, conditions, folder).api(postgres, dashboard)) {
			int port = ports.next();
			try (Program _ = bare(port, broker, folder)) {
				Wrk wrk = Wrk.posting(CONNECTIONS, folder, dashboard.adminToken());
				URI ours = api.address().resolve("/v1/invites");
				URI reference = URI.create("http://127.0.0.1:" + port + "/v1/invites");
				wrk.warmUp(ours, conditions.much(WARM_UP));
				wrk.warmUp(reference, conditions.much(REFERENCE_WARM_UP));
				results.accept(conditions.compare("api", "invites/s", Goal.ratioAtLeast(0.70),
						() -> wrk.rate(ours, SHORT_WARM_UP, conditions.much(SECONDS)),
						() -> wrk.rate(reference, SHORT_WARM_UP, conditions.much(SECONDS))));
			}
		}
	}

	private static Services services(SingleBroker broker, FreePorts ports, Conditions conditions, Path folder) {
		return new Services(broker, ports, conditions.root(), folder);
	}

	private static Program bare(int port, SingleBroker broker, Path folder) throws InterruptedException {
		return Program.start("bare-api",
				List.of(Program.java(), "-Xmx154m", "-XX:+UseSerialGC", "-cp",
						System.getProperty("java.class.path", ""), BareApi.class.getName(), Integer.toString(port),
						broker.bootstrapServers()),
				folder.resolve("bare-api.log"))
			.awaitPort(port);
	}

}
