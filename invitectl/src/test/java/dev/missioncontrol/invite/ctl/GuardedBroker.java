package dev.missioncontrol.invite.ctl;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A broker that knows who is who, and lets nobody do what no entry allows: as the compose
 * file has it, with the administrator's password in its settings and all others by SCRAM.
 */
final class GuardedBroker implements AutoCloseable {

	static final String ADMIN = "admin";

	private static final String ADMIN_PASSWORD = "a-password-for-this-test-only";

	private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

	private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";

	private final KafkaRaftServer server;

	private final String servers;

	private GuardedBroker(KafkaRaftServer server, String servers) {
		this.server = server;
		this.servers = servers;
	}

	static GuardedBroker start(Path folder) throws Exception {
		int port = freePort();
		int controllerPort = freePort();
		try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
			new Formatter().setPrintStream(silent)
				.setNodeId(1)
				.setClusterId(Uuid.randomUuid().toString())
				.addDirectory(folder.toString())
				.setMetadataLogDirectory(folder.toString())
				.setControllerListenerName("CONTROLLER")
				.run();
		}
		KafkaRaftServer server = new KafkaRaftServer(
				KafkaConfig.fromProps(settings(folder, port, controllerPort), false), Time.SYSTEM);
		server.startup();
		return new GuardedBroker(server, "127.0.0.1:" + port);
	}

	String servers() {
		return this.servers;
	}

	/** Settings of a client that is the administrator. */
	Map<String, Object> admin() {
		return client("PLAIN", PLAIN, ADMIN, ADMIN_PASSWORD);
	}

	/** Settings of a client that is a service. */
	Map<String, Object> user(String name, String password) {
		return client("SCRAM-SHA-512", SCRAM, name, password);
	}

	/** The settings of the administrator in a file, for the command line. */
	Path adminFile(Path folder) {
		Properties properties = new Properties();
		admin().forEach((name, value) -> properties.setProperty(name, String.valueOf(value)));
		Path file = folder.resolve("admin.properties");
		try (OutputStream out = Files.newOutputStream(file)) {
			properties.store(out, null);
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.server.shutdown();
		this.server.awaitShutdown();
	}

	private Map<String, Object> client(String mechanism, String module, String name, String password) {
		Map<String, Object> settings = new HashMap<>();
		settings.put("bootstrap.servers", this.servers);
		settings.put("security.protocol", "SASL_PLAINTEXT");
		settings.put("sasl.mechanism", mechanism);
		settings.put("sasl.jaas.config", "%s username=\"%s\" password=\"%s\";".formatted(module, name, password));
		return settings;
	}

	private static Properties settings(Path folder, int port, int controllerPort) {
		Properties settings = new Properties();
		settings.setProperty("log.dirs", folder.toString());
		settings.setProperty("process.roles", "broker,controller");
		settings.setProperty("node.id", "1");
		settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
		settings.setProperty("controller.listener.names", "CONTROLLER");
		settings.setProperty("listeners",
				"CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
		settings.setProperty("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
		settings.setProperty("inter.broker.listener.name", "CLIENTS");
		settings.setProperty("listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
		settings.setProperty("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
		settings.setProperty("sasl.mechanism.inter.broker.protocol", "PLAIN");
		settings.setProperty("sasl.mechanism.controller.protocol", "PLAIN");
		String administrator = "%s username=\"%s\" password=\"%s\" user_%s=\"%s\";".formatted(PLAIN, ADMIN,
				ADMIN_PASSWORD, ADMIN, ADMIN_PASSWORD);
		settings.setProperty("listener.name.clients.plain.sasl.jaas.config", administrator);
		settings.setProperty("listener.name.clients.scram-sha-512.sasl.jaas.config", SCRAM + ";");
		settings.setProperty("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
		settings.setProperty("listener.name.controller.plain.sasl.jaas.config", administrator);
		settings.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
		settings.setProperty("super.users", "User:" + ADMIN);
		settings.setProperty("auto.create.topics.enable", "false");
		settings.setProperty("offsets.topic.num.partitions", "1");
		settings.setProperty("offsets.topic.replication.factor", "1");
		settings.setProperty("transaction.state.log.num.partitions", "1");
		settings.setProperty("transaction.state.log.replication.factor", "1");
		settings.setProperty("transaction.state.log.min.isr", "1");
		settings.setProperty("group.initial.rebalance.delay.ms", "0");
		settings.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
		return settings;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
