package dev.missioncontrol.invite.chaos.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.sandbox.part.CannotStart;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One of the brokers, which is a controller, too.
 *
 * @param id its number, from 1
 * @param port port for clients and other brokers
 * @param controllerPort port for controllers
 * @param folder where its data is
 */
public record BrokerNode(int id, int port, int controllerPort, Path folder) {

	private static final String HOST = "127.0.0.1";

	private static final String CONTROLLER = "CONTROLLER";

	private static final List<String> COPIES = List.of("default.replication.factor", "offsets.topic.replication.factor",
			"transaction.state.log.replication.factor", "share.coordinator.state.topic.replication.factor");

	/**
	 * Nothing that was acknowledged may be lost with one broker, if there are others.
	 */
	private static final List<String> ENOUGH = List.of("min.insync.replicas", "transaction.state.log.min.isr",
			"share.coordinator.state.topic.min.isr");

	/**
	 * Where clients reach it.
	 * @return host and port
	 */
	public String address() {
		return HOST + ":" + this.port;
	}

	/**
	 * Formats the data folder and writes the settings.
	 * @param clusterId id of the cluster
	 * @param all the brokers of the cluster, this one among them
	 * @param common resource with the settings that they have in common
	 * @return the file with the settings
	 * @throws CannotStart when the folder cannot be prepared
	 */
	public Path prepare(String clusterId, List<BrokerNode> all, String common) {
		Path data = this.folder.resolve("data");
		Path file = this.folder.resolve("server.properties");
		try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
			Files.createDirectories(data);
			new Formatter().setPrintStream(silent)
				.setNodeId(this.id)
				.setClusterId(clusterId)
				.addDirectory(data.toString())
				.setMetadataLogDirectory(data.toString())
				.setControllerListenerName(CONTROLLER)
				.run();
			try (Writer out = Files.newBufferedWriter(file)) {
				settings(data, all, common).store(out, null);
			}
			return file;
		}
		catch (Exception ex) {
			throw new CannotStart("the folder of broker " + this.id + " cannot be prepared: " + ex.getMessage(), ex);
		}
	}

	private Properties settings(Path data, List<BrokerNode> all, String common) throws IOException {
		String voters = all.stream()
			.map((node) -> node.id + "@" + HOST + ":" + node.controllerPort)
			.collect(Collectors.joining(","));
		Properties settings = new Properties();
		settings.load(BrokerNode.class.getResourceAsStream(common));
		COPIES.forEach((name) -> settings.setProperty(name, Integer.toString(all.size())));
		ENOUGH.forEach((name) -> settings.setProperty(name, Integer.toString(all.size() / 2 + 1)));
		settings.setProperty("node.id", Integer.toString(this.id));
		settings.setProperty("log.dirs", data.toString());
		settings.setProperty("controller.quorum.voters", voters);
		settings.setProperty("listeners",
				"CLIENTS://%s,%s://%s:%d".formatted(address(), CONTROLLER, HOST, this.controllerPort));
		settings.setProperty("advertised.listeners", "CLIENTS://" + address());
		return settings;
	}

}
