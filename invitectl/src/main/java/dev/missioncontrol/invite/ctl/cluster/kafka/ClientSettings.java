package dev.missioncontrol.invite.ctl.cluster.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import dev.missioncontrol.invite.ctl.cluster.Cluster;
import dev.missioncontrol.invite.ctl.command.Refusal;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Settings of Kafka's clients for a cluster.
 */
public final class ClientSettings {

	private ClientSettings() {
	}

	/**
	 * The settings, with those of the file that the caller gave.
	 * @param cluster how to reach the cluster
	 * @return a map of the caller's own
	 * @throws Refusal when the file cannot be read
	 */
	public static Map<String, Object> of(Cluster cluster) throws Refusal {
		Map<String, Object> settings = new HashMap<>();
		if (cluster.commandConfig() != null) {
			Properties properties = new Properties();
			try (Reader reader = Files.newBufferedReader(cluster.commandConfig())) {
				properties.load(reader);
			}
			catch (IOException | IllegalArgumentException _) {
				throw Refusal.wrongUse("cannot read the properties in " + cluster.commandConfig());
			}
			properties.stringPropertyNames().forEach((name) -> settings.put(name, properties.getProperty(name)));
		}
		settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
		settings.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "invitectl");
		int millis = Math.toIntExact(Math.min(Integer.MAX_VALUE, cluster.timeout().toMillis()));
		settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
		settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
		return settings;
	}

	/**
	 * An admin client; it does not wait for the cluster yet.
	 * @param settings its settings
	 * @return the client, to be closed by the caller
	 * @throws Refusal when the settings cannot be used
	 */
	public static Admin admin(Map<String, Object> settings) throws Refusal {
		try {
			return Admin.create(settings);
		}
		catch (KafkaException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw Refusal.wrongUse("the Kafka client cannot be set up: " + cause.getMessage());
		}
	}

}
