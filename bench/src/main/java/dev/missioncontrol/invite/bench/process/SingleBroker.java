package dev.missioncontrol.invite.bench.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.missioncontrol.invite.chaos.cluster.BrokerNode;
import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.kafka.TopicPlan;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.Polling;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * A broker that is its own controller, as a process of its own, with all topics of the
 * pipeline and the options that Kafka's own scripts give to the JVM.
 */
public final class SingleBroker implements AutoCloseable {

	/** What the pipeline has by default, each once. */
	public static final TopicPlan TOPICS = new TopicPlan(12, (short) 1);

	/** A topic that no service reads. */
	public static final String OWN_TOPIC = "bench";

	private static final List<String> OPTIONS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC",
			"-XX:MaxGCPauseMillis=20", "-XX:InitiatingHeapOccupancyPercent=35", "-XX:+ExplicitGCInvokesConcurrent",
			"-Djava.awt.headless=true", "-Dlogback.configurationFile=chaos/child-logging.xml");

	private static final Polling START = new Polling(Duration.ofSeconds(60), Duration.ofMillis(200));

	private static final Duration CALL = Duration.ofSeconds(5);

	private final BrokerNode node;

	private final Program program;

	private SingleBroker(BrokerNode node, Program program) {
		this.node = node;
		this.program = program;
	}

	/**
	 * Starts it and makes the topics.
	 * @param folder an empty folder for its data and its log
	 * @param ports gives the ports
	 * @return the running broker
	 * @throws CannotStart when it does not get ready
	 * @throws InterruptedException when this thread should end
	 */
	public static SingleBroker start(Path folder, FreePorts ports) throws InterruptedException {
		BrokerNode node = new BrokerNode(1, ports.next(), ports.next(), folder.resolve("broker"));
		Path settings = node.prepare(Uuid.randomUuid().toString(), List.of(node), "/bench/broker.properties");
		List<String> command = new ArrayList<>();
		command.add(Program.java());
		command.addAll(OPTIONS);
		command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), "kafka.Kafka", settings.toString()));
		SingleBroker broker = new SingleBroker(node,
				Program.start("broker", command, folder.resolve("broker").resolve("broker.log")));
		try {
			broker.createTopics();
			return broker;
		}
		catch (CannotStart | InterruptedException ex) {
			broker.close();
			throw ex;
		}
	}

	/**
	 * Where clients reach it.
	 * @return host and port
	 */
	public String bootstrapServers() {
		return this.node.address();
	}

	/**
	 * The process.
	 * @return for its id and its end
	 */
	public Program program() {
		return this.program;
	}

	@Override
	public void close() {
		this.program.close();
	}

	private void createTopics() throws InterruptedException {
		try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
				AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
				(int) CALL.toMillis()))) {
			if (START.until(() -> isThere(admin)).isEmpty()) {
				throw new CannotStart("the broker does not get ready; its log says why");
			}
			admin.createTopics(TOPICS.newTopics()).all().get(30, TimeUnit.SECONDS);
			admin.createTopics(List.of(new NewTopic(OWN_TOPIC, TOPICS.partitions(), TOPICS.replicas())))
				.all()
				.get(30, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new CannotStart("the broker did not make the topics; its log says why", ex);
		}
	}

	private Optional<Boolean> isThere(Admin admin) throws InterruptedException {
		if (!this.program.isAlive()) {
			throw new CannotStart("the broker ended; its log says why");
		}
		try {
			boolean empty = admin.describeCluster().nodes().get(CALL.toMillis(), TimeUnit.MILLISECONDS).isEmpty();
			return empty ? Optional.empty() : Optional.of(true);
		}
		catch (ExecutionException | TimeoutException ex) {
			return Optional.empty();
		}
	}

}
