package dev.missioncontrol.invite.chaos.region;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.missioncontrol.invite.chaos.cluster.Cluster;
import dev.missioncontrol.invite.chaos.process.ChildProcess;
import dev.missioncontrol.invite.chaos.process.JavaProgram;
import dev.missioncontrol.invite.kafka.TopicPlan;
import dev.missioncontrol.invite.sandbox.dashboard.Dashboard;
import dev.missioncontrol.invite.sandbox.postgres.PostgresServer;
import dev.missioncontrol.invite.sandbox.services.Readiness;
import dev.missioncontrol.invite.sandbox.services.Service;

/**
 * A broker and a database of its own, and those services that run there, each a process.
 */
final class Region implements AutoCloseable {

	private static final Duration READY_WITHIN = Duration.ofMinutes(3);

	private static final TopicPlan TOPICS = new TopicPlan(3, (short) 1);

	private final Map<App, ChildProcess> processes = new EnumMap<>(App.class);

	private final Map<App, Integer> ports = new EnumMap<>(App.class);

	private final Map<App, Integer> managementPorts = new EnumMap<>(App.class);

	private final String name;

	private final World world;

	private final Path logs;

	private final Cluster cluster;

	private final PostgresServer postgres;

	/** Starts the broker and the database. */
	Region(String name, World world) {
		this.name = name;
		this.world = world;
		this.logs = world.folder(name + "/logs");
		for (App app : App.values()) {
			this.ports.put(app, world.ports().next());
			this.managementPorts.put(app, world.ports().next());
		}
		this.cluster = Cluster.start(TOPICS, world.folder(name + "/brokers"), this.logs, world.ports());
		this.postgres = PostgresServer.start(world.folder(name + "/postgres"), world.folder("postgres-binaries"),
				world.ports().next(), this.logs.resolve("postgres.log"));
	}

	void createTopics() throws InterruptedException {
		this.cluster.createTopics();
	}

	String bootstrapServers() {
		return this.cluster.bootstrapServers();
	}

	int port(App app) {
		return this.ports.get(app);
	}

	Desk desk() {
		return new Desk(URI.create("http://127.0.0.1:" + port(App.API)), this.world.dashboard().adminToken());
	}

	/** Starts a service, without waiting for it. */
	void start(App app, Map<String, String> further) {
		Map<String, String> settings = new HashMap<>(common(app));
		settings.putAll(switch (app) {
			case API -> api();
			case WORKER -> worker();
			case BRIDGE -> bridge();
			case GATEWAY -> gateway();
		});
		settings.putAll(further);
		Service service = new Service(app.title(), app.application(), app.technologies(), settings);
		String process = this.name + "-" + app.title();
		ChildProcess child = new ChildProcess(new JavaProgram(process, app.mainClass(), app.heap(), List.of(),
				service.arguments(), Map.of(), this.logs.resolve(app.title() + ".log")));
		this.processes.put(app, child);
		child.start();
	}

	void awaitReady() {
		this.processes.forEach((app, process) -> {
			String port = Integer
				.toString(app.hasManagementPort() ? this.managementPorts.get(app) : this.ports.get(app));
			Readiness.await(process.name(), port, READY_WITHIN);
		});
	}

	void stop(App app) {
		ChildProcess process = this.processes.remove(app);
		process.stop();
		process.close();
	}

	/** Asks the database for a time. */
	Instant time(String question) throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.postgres.jdbcUrl(), PostgresServer.USER, "");
				Statement statement = connection.createStatement();
				ResultSet answer = statement.executeQuery(question)) {
			answer.next();
			return answer.getObject(1, OffsetDateTime.class).toInstant();
		}
	}

	/** Everything at once, as when the power goes. */
	void kill() {
		this.cluster.brokers().forEach(ChildProcess::kill);
		this.processes.values().forEach(ChildProcess::kill);
		this.postgres.close();
	}

	@Override
	public void close() {
		this.processes.values().forEach(ChildProcess::close);
		this.cluster.close();
		this.postgres.close();
	}

	private Map<String, String> common(App app) {
		Map<String, String> settings = new HashMap<>();
		settings.put("server.port", this.ports.get(app).toString());
		if (app.hasManagementPort()) {
			settings.put(Service.MANAGEMENT_PORT, this.managementPorts.get(app).toString());
			settings.put("invite.http.drain", "0s");
		}
		settings.put("spring.kafka.bootstrap-servers", bootstrapServers());
		settings.put("logging.config", "classpath:chaos/child-logging.xml");
		return settings;
	}

	private Map<String, String> api() {
		Map<String, String> settings = new HashMap<>();
		settings.put("spring.r2dbc.url", this.postgres.r2dbcUrl());
		settings.put("spring.r2dbc.username", PostgresServer.USER);
		settings.put("spring.r2dbc.pool.max-size", "8");
		settings.put("spring.flyway.url", this.postgres.jdbcUrl());
		settings.put("spring.flyway.user", PostgresServer.USER);
		settings.put("invite.security.issuer", this.world.dashboard().url());
		settings.put("invite.security.audience", Dashboard.API_AUDIENCE);
		settings.put("invite.security.jwk-set-uri", this.world.dashboard().jwkSetUri());
		settings.put("invite.auth0.domain", this.world.auth0Url());
		settings.put("invite.auth0.client-id", World.CLIENT_ID);
		settings.put("invite.auth0.client-secret", World.CLIENT_SECRET);
		settings.put("invite.reconcile.interval", "1s");
		settings.put("invite.reconcile.poll-interval", "1s");
		settings.put("invite.reconcile.settle", "0s");
		return settings;
	}

	private Map<String, String> worker() {
		return Map.of("token.keys.folder", this.world.folder("keys/private").toString(), "token.issuer",
				this.world.claimUrl(), "token.audience", World.AUDIENCE, "token.claim-base-url", this.world.claimUrl(),
				"token.instance", this.name);
	}

	private Map<String, String> bridge() {
		return Map.of("segment.endpoint", this.world.segmentUrl(), "segment.write-key", World.WRITE_KEY,
				"segment.track-delay", "1s");
	}

	private Map<String, String> gateway() {
		Map<String, String> settings = new HashMap<>();
		settings.put("claim.base-url", this.world.claimUrl());
		settings.put("claim.keys.folder", this.world.folder("keys/public").toString());
		settings.put("claim.issuer", this.world.claimUrl());
		settings.put("claim.audience", World.AUDIENCE);
		settings.put("claim.auth0.domain", this.world.auth0Url());
		settings.put("claim.auth0.client-id", World.CLIENT_ID);
		settings.put("claim.auth0.client-secret", World.CLIENT_SECRET);
		settings.put("claim.auth0.audience", Dashboard.API_AUDIENCE);
		settings.put("claim.dashboard-url", this.world.dashboard().url());
		settings.put("claim.status-secret", World.STATUS_SECRET);
		settings.put("claim.cookie.keys", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
		return settings;
	}

}
