package dev.missioncontrol.invite.sandbox.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.missioncontrol.invite.kafka.TopicPlan;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker in this JVM, with all topics of the pipeline. Its data stays on
 * disk.
 */
public final class Broker implements AutoCloseable {

	/** As many as two cores can use; fewer partitions start faster. */
	private static final TopicPlan TOPICS = new TopicPlan(3, (short) 1);

	private static final Duration TOPICS_WITHIN = Duration.ofSeconds(20);

	private final KafkaRaftServer server;

	private final String bootstrapServers;

	private Broker(KafkaRaftServer server, String bootstrapServers) {
		this.server = server;
		this.bootstrapServers = bootstrapServers;
	}

	/**
	 * Looks at the data without starting anything; formats a new folder.
	 * @param folder where the data is, or will be
	 * @throws CannotStart when the folder holds something else, or cannot be used
	 */
	public static void prepare(Path folder) {
		new BrokerFolder(folder).prepare();
	}

	/**
	 * Starts it and waits until all topics are there.
	 * @param folder where its data is; formatted when empty
	 * @param port port for clients on the loopback address
	 * @param controllerPort a second port, for itself
	 * @param death told when the broker gives up later on and wants the process to end
	 * @return the running broker
	 * @throws CannotStart when the folder or a port cannot be used
	 */
	public static Broker start(Path folder, int port, int controllerPort, Consumer<CannotStart> death) {
		BrokerFolder data = new BrokerFolder(folder);
		data.prepare();
		Exit.Procedure give = (_, message) -> death.accept(new CannotStart(
				"the broker in " + folder + " gave up; its log says why" + ((message != null) ? ": " + message : "")));
		Exit.setExitProcedure(give);
		Exit.setHaltProcedure(give);
		BrokerSettings settings = new BrokerSettings(port, controllerPort);
		try {
			KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings.in(data), false), Time.SYSTEM);
			server.startup();
			Broker broker = new Broker(server, settings.bootstrapServers());
			broker.createTopics();
			return broker;
		}
		catch (CannotStart ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new CannotStart("the broker cannot start on its data in " + folder + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Where clients reach it.
	 * @return host and port
	 */
	public String bootstrapServers() {
		return this.bootstrapServers;
	}

	@Override
	public void close() {
		this.server.shutdown();
		this.server.awaitShutdown();
	}

	private void createTopics() {
		try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers))) {
			Set<String> there = admin.listTopics().names().get(TOPICS_WITHIN.toSeconds(), TimeUnit.SECONDS);
			List<NewTopic> missing = TOPICS.newTopics()
				.stream()
				.filter((topic) -> !there.contains(topic.name()))
				.toList();
			admin.createTopics(missing).all().get(TOPICS_WITHIN.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new CannotStart("the broker did not create its topics; its log says why", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CannotStart("the broker was interrupted while it created its topics", ex);
		}
	}

}
