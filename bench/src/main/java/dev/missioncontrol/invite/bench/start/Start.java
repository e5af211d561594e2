package dev.missioncontrol.invite.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.missioncontrol.invite.bench.frame.Benchmark;
import dev.missioncontrol.invite.bench.frame.Comparison;
import dev.missioncontrol.invite.bench.frame.Conditions;
import dev.missioncontrol.invite.bench.frame.Goal;
import dev.missioncontrol.invite.bench.process.Memory;
import dev.missioncontrol.invite.bench.process.ServiceProgram;
import dev.missioncontrol.invite.bench.process.Services;
import dev.missioncontrol.invite.bench.process.SingleBroker;
import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.part.KeyFile;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;
import org.jspecify.annotations.Nullable;

/**
 * From the start of a process to its readiness, with the cache that its image has, beside
 * the same files without it; and what it keeps in memory when nothing happens. Both as in
 * a container of 384 MiB.
 */
public final class Start implements Benchmark {

	private static final double MOST_SECONDS = 2.5;

	private static final double MOST_MEGABYTES = 220;

	private static final int IDLE_SECONDS = 5;

	@Override
	public String name() {
		return "start";
	}

	@Override
	public void run(Conditions conditions, Consumer<Comparison> results) throws Exception {
		Path folder = conditions.emptyFolder(name());
		FreePorts ports = new FreePorts();
		try (SingleBroker broker = SingleBroker.start(folder, ports)) {
			Services services = new Services(broker, ports, conditions.root(), folder);
			try (PostgresServer postgres = services.postgres(); Dashboard dashboard = services.dashboard()) {
				for (String each : List.of("invite-api", "token-worker", "segment-bridge", "claim-gateway")) {
					Image image = Image.make(each, conditions.root(), folder);
					measure(each, image, settings(each, services, postgres, dashboard, folder), conditions, results);
				}
			}
		}
	}

	private static void measure(String service, Image image, Map<String, String> settings, Conditions conditions,
			Consumer<Comparison> results) throws Exception {
		List<Double> idle = new ArrayList<>();
		// The first start meets cold files.
		try (ServiceProgram program = image.start(settings, List.of())) {
			program.awaitReady();
		}
		results.accept(conditions.compare("start-" + service, "s", Goal.oursAtMost(MOST_SECONDS),
				() -> start(image.start(settings, image.cache()), idle),
				() -> start(image.start(settings, List.of()), null)));
		results.accept(Comparison.withLimit("start-memory-" + service, "MB", Goal.oursAtMost(MOST_MEGABYTES), idle));
	}

	private static double start(ServiceProgram program, @Nullable List<Double> idle)
			throws IOException, InterruptedException {
		try (program) {
			program.awaitReady();
			double seconds = (System.nanoTime() - program.program().startedAt()) / 1e9;
			if (idle != null) {
				boolean _ = new CountDownLatch(1).await(IDLE_SECONDS, TimeUnit.SECONDS);
				idle.add(Memory.megabytes(program.program()));
			}
			return seconds;
		}
	}

	private static Map<String, String> settings(String service, Services services, PostgresServer postgres,
			Dashboard dashboard, Path folder) throws IOException {
		return switch (service) {
			case "invite-api" -> services.apiSettings(postgres, dashboard);
			case "token-worker" -> services.workerSettings();
			// Nothing is sent.
			case "segment-bridge" -> services.bridgeSettings(services.ports().next());
			default -> services.gatewaySettings(publicKeys(folder));
		};
	}

	private static Path publicKeys(Path folder) throws IOException {
		Path keys = Files.createDirectory(folder.resolve("public-keys"));
		Files.writeString(keys.resolve("0001.pub.pem"),
				KeyFile.pem(KeyFile.readOrMake(folder.resolve("signing.pem")).getPublic()));
		return keys;
	}

}
