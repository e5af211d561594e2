package dev.missioncontrol.invite.chaos.services;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.api.InviteApiApplication;
import dev.missioncontrol.invite.chaos.process.ChildProcess;
import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.chaos.process.JavaProgram;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;
import dev.missioncontrol.invite.sandbox.services.Readiness;
import dev.missioncontrol.invite.sandbox.services.Service;
import dev.missioncontrol.invite.sandbox.services.Technology;
import dev.missioncontrol.invite.segment.SegmentBridgeApplication;
import dev.missioncontrol.invite.token.TokenWorkerApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The services of a run: some of each kind, with what they have to know of each other.
 */
public final class Fleet implements AutoCloseable {

	/** Key of the Segment source. */
	public static final String WRITE_KEY = "chaos";

	private static final Duration READY_WITHIN = Duration.ofMinutes(2);

	private static final String CLAIM = "https://join.example.com";

	private static final String TRACK_DELAY = "1s";

	private final List<Instance> all = new ArrayList<>();

	private final FreePorts ports;

	private final Path logs;

	private final Optional<Breakage> breakage;

	private final String bootstrapServers;

	/**
	 * A fleet of none.
	 * @param bootstrapServers the brokers
	 * @param ports gives the ports
	 * @param logs where logs go
	 * @param breakage what is broken on purpose; empty for nothing
	 */
	public Fleet(String bootstrapServers, FreePorts ports, Path logs, Optional<Breakage> breakage) {
		this.bootstrapServers = bootstrapServers;
		this.ports = ports;
		this.logs = logs;
		this.breakage = breakage;
	}

	/**
	 * Adds token-workers.
	 * @param count how many
	 * @param keys folder with their signing key
	 */
	public void workers(int count, Path keys) {
		IntStream.rangeClosed(1, count).forEach((number) -> {
			Map<String, String> settings = new HashMap<>();
			settings.put("token.keys.folder", keys.toString());
			settings.put("token.issuer", CLAIM);
			settings.put("token.audience", CLAIM + "/claim");
			settings.put("token.claim-base-url", CLAIM);
			settings.put("token.instance", "worker-" + number);
			add(Kind.WORKER, number, TokenWorkerApplication::application, Set.of(), settings);
		});
	}

	/**
	 * Adds segment-bridges.
	 * @param count how many
	 * @param segmentPort port of the Segment stand-in
	 */
	public void bridges(int count, int segmentPort) {
		IntStream.rangeClosed(1, count).forEach((number) -> {
			Map<String, String> settings = new HashMap<>();
			settings.put("segment.endpoint", "http://localhost:" + segmentPort + "/v1/batch");
			settings.put("segment.write-key", WRITE_KEY);
			settings.put("segment.track-delay", TRACK_DELAY);
			add(Kind.BRIDGE, number, SegmentBridgeApplication::application, Set.of(), settings);
		});
	}

	/**
	 * Adds invite-apis.
	 * @param count how many
	 * @param postgres their database
	 * @param dashboard issues the tokens of callers
	 */
	public void apis(int count, PostgresServer postgres, Dashboard dashboard) {
		IntStream.rangeClosed(1, count).forEach((number) -> {
			Map<String, String> settings = new HashMap<>();
			settings.put(Service.MANAGEMENT_PORT, Integer.toString(this.ports.next()));
			settings.put("spring.r2dbc.url", postgres.r2dbcUrl());
			settings.put("spring.r2dbc.username", PostgresServer.USER);
			settings.put("spring.r2dbc.pool.max-size", "8");
			// A cold JVM on a share of two cores: what it has in hand it can answer in
			// time.
			settings.put("invite.admission.max-in-progress", "24");
			settings.put("spring.flyway.url", postgres.jdbcUrl());
			settings.put("spring.flyway.user", PostgresServer.USER);
			settings.put("invite.security.issuer", dashboard.url());
			settings.put("invite.security.audience", Dashboard.API_AUDIENCE);
			settings.put("invite.security.jwk-set-uri", dashboard.jwkSetUri());
			add(Kind.API, number, InviteApiApplication::application,
					Set.of(Technology.DATABASE, Technology.GRAPHQL, Technology.SECURITY), settings);
		});
	}

	/**
	 * Starts all and waits until they are ready.
	 * @throws CannotStart when one does not get ready
	 */
	public void start() {
		this.all.forEach((each) -> each.process().start());
		CompletableFuture<?>[] ready = this.all.stream()
			.map((each) -> CompletableFuture.runAsync(() -> awaitReady(each), (task) -> Thread.ofVirtual().start(task)))
			.toArray(CompletableFuture<?>[]::new);
		try {
			CompletableFuture.anyOf(CompletableFuture.allOf(ready), anyEnd()).join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof CannotStart known) ? known
					: new CannotStart("a service cannot start: " + ex.getCause(), ex);
		}
	}

	/**
	 * The instances of one kind.
	 * @param kind which
	 * @return their processes
	 */
	public List<ChildProcess> processes(Kind kind) {
		return this.all.stream().filter((each) -> each.kind() == kind).map(Instance::process).toList();
	}

	/**
	 * Where the instances of one kind answer HTTP.
	 * @param kind which
	 * @return addresses without a path
	 */
	public List<URI> addresses(Kind kind) {
		return this.all.stream()
			.filter((each) -> each.kind() == kind)
			.map((each) -> URI.create("http://127.0.0.1:" + each.port()))
			.toList();
	}

	/**
	 * Where the actuators of one kind answer.
	 * @param kind which
	 * @return addresses without a path
	 */
	public List<URI> actuators(Kind kind) {
		return this.all.stream()
			.filter((each) -> each.kind() == kind)
			.map((each) -> URI.create("http://127.0.0.1:" + each.managementPort()))
			.toList();
	}

	/**
	 * Waits until an instance is ready.
	 * @param process the process
	 * @throws CannotStart when it does not get ready
	 */
	public void awaitReady(ChildProcess process) {
		this.all.stream().filter((each) -> each.process() == process).forEach(Fleet::awaitReady);
	}

	@Override
	public void close() {
		this.all.forEach((each) -> each.process().close());
	}

	/** Fails as soon as one ends. */
	private CompletableFuture<Object> anyEnd() {
		return CompletableFuture.anyOf(this.all.stream().map((each) -> each.process().end().thenRun(() -> {
			throw new CannotStart(each.process().name() + " does not start; its log says why");
		})).toArray(CompletableFuture<?>[]::new));
	}

	private static void awaitReady(Instance instance) {
		Readiness.await(instance.process().name(), instance.managementPort(), READY_WITHIN);
	}

	private void add(Kind kind, int number, Supplier<SpringApplicationBuilder> application,
			Set<Technology> technologies, Map<String, String> settings) {
		String name = kind.name().toLowerCase(Locale.ROOT) + "-" + number;
		int port = this.ports.next();
		settings.put("server.port", Integer.toString(port));
		settings.put("spring.kafka.bootstrap-servers", this.bootstrapServers);
		settings.put("spring.kafka.consumer.properties.session.timeout.ms", "10000");
		settings.put("spring.kafka.consumer.heartbeat-interval", "3s");
		settings.put("logging.config", "classpath:chaos/child-logging.xml");
		this.breakage.ifPresent((each) -> settings.putAll(each.settings(kind)));
		String mainClass = this.breakage.flatMap((each) -> each.mainClass(kind)).orElse(kind.mainClass());
		Service service = new Service(name, application, technologies, settings);
		this.all.add(new Instance(kind, port, service.managementPort(), new ChildProcess(new JavaProgram(name,
				mainClass, kind.heap(), List.of(), service.arguments(), Map.of(), this.logs.resolve(name + ".log")))));
	}

	/**
	 * One process.
	 *
	 * @param kind what it is
	 * @param port where it answers HTTP
	 * @param managementPort where its actuator does
	 * @param process the process
	 */
	private record Instance(Kind kind, int port, String managementPort, ChildProcess process) {
	}

}
