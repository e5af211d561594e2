package dev.missioncontrol.invite.chaos.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.missioncontrol.invite.chaos.process.ChildProcess;
import dev.missioncontrol.invite.chaos.process.FreePorts;
import dev.missioncontrol.invite.chaos.process.JavaProgram;
import dev.missioncontrol.invite.kafka.TopicPlan;
import dev.missioncontrol.invite.sandbox.part.CannotStart;
import dev.missioncontrol.invite.sandbox.part.Polling;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Brokers on this machine. Of three, each has each topic, and two must have a record
 * before it counts.
 */
public final class Cluster implements AutoCloseable {

	/** How the topics of three brokers are laid out. */
	public static final TopicPlan TOPICS = new TopicPlan(6, (short) 3);

	private static final String SETTINGS = "/chaos/broker.properties";

	private static final Duration CALL = Duration.ofSeconds(5);

	private static final Polling START = new Polling(Duration.ofSeconds(90), Duration.ofMillis(200));

	private final List<BrokerNode> nodes;

	private final List<ChildProcess> brokers;

	private final TopicPlan topics;

	private final Admin admin;

	private Cluster(TopicPlan topics, List<BrokerNode> nodes, List<ChildProcess> brokers) {
		this.topics = topics;
		this.nodes = nodes;
		this.brokers = brokers;
		this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
				AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
				(int) CALL.toMillis(), AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500));
	}

	/**
	 * Prepares and starts brokers, one for each copy of a topic, without waiting for
	 * them.
	 * @param topics how topics are laid out
	 * @param folder an empty folder for their data
	 * @param logs where their logs go
	 * @param ports gives the ports
	 * @return brokers that are starting
	 */
	public static Cluster start(TopicPlan topics, Path folder, Path logs, FreePorts ports) {
		List<BrokerNode> nodes = IntStream.rangeClosed(1, topics.replicas())
			.mapToObj((id) -> new BrokerNode(id, ports.next(), ports.next(), folder.resolve("broker-" + id)))
			.toList();
		String clusterId = Uuid.randomUuid().toString();
		List<ChildProcess> brokers = new ArrayList<>();
		for (BrokerNode node : nodes) {
			Path settings = node.prepare(clusterId, nodes, SETTINGS);
			String name = "broker-" + node.id();
			brokers.add(new ChildProcess(new JavaProgram(name, "kafka.Kafka", 320,
					List.of("-Dlogback.configurationFile=chaos/child-logging.xml"), List.of(settings.toString()),
					Map.of(), logs.resolve(name + ".log"))));
		}
		brokers.forEach(ChildProcess::start);
		return new Cluster(topics, nodes, List.copyOf(brokers));
	}

	/**
	 * The brokers.
	 * @return one process each
	 */
	public List<ChildProcess> brokers() {
		return this.brokers;
	}

	/**
	 * Where clients begin.
	 * @return all brokers, separated by commas
	 */
	public String bootstrapServers() {
		return this.nodes.stream().map(BrokerNode::address).collect(Collectors.joining(","));
	}

	/**
	 * Waits until all brokers are there, and makes the topics.
	 * @throws CannotStart when they do not get ready
	 * @throws InterruptedException when this thread should end
	 */
	public void createTopics() throws InterruptedException {
		Optional<Boolean> ready = START.until(() -> ask(() -> this.admin.describeCluster()
			.nodes()
			.get(CALL.toMillis(), TimeUnit.MILLISECONDS)
			.size() == this.nodes.size()).filter((all) -> all));
		if (ready.isEmpty()) {
			throw new CannotStart("the brokers do not get ready; their logs say why");
		}
		try {
			this.admin.createTopics(this.topics.newTopics()).all().get(30, TimeUnit.SECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new CannotStart("the brokers did not make the topics; their logs say why", ex);
		}
	}

	/**
	 * Waits until every partition is on all brokers, those of internal topics included.
	 * @throws CannotStart when that takes too long
	 * @throws InterruptedException when this thread should end
	 */
	public void awaitWhole() throws InterruptedException {
		if (START.until(() -> isWhole().filter((whole) -> whole)).isEmpty()) {
			throw new CannotStart("a broker does not catch up with the others; its log says why");
		}
	}

	private Optional<Boolean> isWhole() throws InterruptedException {
		return ask(() -> {
			Collection<String> names = this.admin.listTopics(new ListTopicsOptions().listInternal(true))
				.names()
				.get(CALL.toMillis(), TimeUnit.MILLISECONDS);
			Collection<TopicDescription> topics = this.admin.describeTopics(names)
				.allTopicNames()
				.get(CALL.toMillis(), TimeUnit.MILLISECONDS)
				.values();
			return topics.stream()
				.flatMap((topic) -> topic.partitions().stream())
				.allMatch((partition) -> partition.isr().size() == this.nodes.size() && partition.leader() != null);
		});
	}

	/**
	 * How far a consumer group is.
	 * @param group its name
	 * @return the next offset of each partition that it committed; empty when the brokers
	 * do not say
	 * @throws InterruptedException when this thread should end
	 */
	public Optional<Map<TopicPartition, Long>> committed(String group) throws InterruptedException {
		return ask(() -> this.admin.listConsumerGroupOffsets(group)
			.partitionsToOffsetAndMetadata()
			.get(CALL.toMillis(), TimeUnit.MILLISECONDS)
			.entrySet()
			.stream()
			.filter((each) -> each.getValue() != null)
			.collect(Collectors.toMap(Map.Entry::getKey, (each) -> each.getValue().offset())));
	}

	@Override
	public void close() {
		this.brokers.forEach(ChildProcess::close);
		this.admin.close(Duration.ZERO);
	}

	private static <T> Optional<T> ask(Question<T> question) throws InterruptedException {
		try {
			return Optional.of(question.ask());
		}
		catch (ExecutionException | TimeoutException ex) {
			return Optional.empty();
		}
	}

	/** What is asked of the brokers. */
	@FunctionalInterface
	private interface Question<T> {

		T ask() throws ExecutionException, TimeoutException, InterruptedException;

	}

}
