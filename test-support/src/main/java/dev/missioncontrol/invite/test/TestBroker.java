package dev.missioncontrol.invite.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import dev.missioncontrol.invite.kafka.TopicPlan;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.testcontainers.kafka.KafkaContainer;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A real Kafka broker with all topics of the pipeline, most often one that all tests of a
 * JVM share; those keep apart by invite ids and consumer groups. It runs inside the JVM
 * (KRaft), or in a container: {@link TestContainers}.
 */
public final class TestBroker implements AutoCloseable {

	private static final int PARTITIONS = 3;

	private final String bootstrapServers;

	private final AtomicBoolean running = new AtomicBoolean(true);

	private final Runnable stop;

	private TestBroker(String bootstrapServers, Runnable stop) {
		this.bootstrapServers = bootstrapServers;
		this.stop = stop;
		try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
			admin.createTopics(new TopicPlan(PARTITIONS, (short) 1).newTopics()).all().get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The broker; the first call starts it, the end of the JVM stops it.
	 * @return the one broker of this JVM
	 */
	public static TestBroker shared() {
		return Holder.BROKER;
	}

	/**
	 * A broker that no other test sees, and that a test may take away.
	 * @param settings of the broker, by Kafka's names
	 * @return a new broker, to be closed by the caller
	 */
	public static TestBroker start(Map<String, String> settings) {
		return TestContainers.WANTED ? inContainer(settings) : inJvm(settings);
	}

	private static TestBroker inJvm(Map<String, String> settings) {
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
		broker.brokerProperty("transaction.state.log.replication.factor", "1");
		broker.brokerProperty("transaction.state.log.min.isr", "1");
		broker.brokerProperty("offsets.topic.replication.factor", "1");
		broker.brokerProperty("auto.create.topics.enable", "false");
		settings.forEach(broker::brokerProperty);
		broker.afterPropertiesSet();
		return new TestBroker(broker.getBrokersAsString(), broker::destroy);
	}

	private static TestBroker inContainer(Map<String, String> settings) {
		@SuppressWarnings("resource") // closed with the broker
		KafkaContainer container = TestContainers
			.named(new KafkaContainer("apache/kafka:4.2.1").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"));
		// So the image names them: "a.b" is KAFKA_A_B.
		settings.forEach(
				(name, value) -> container.addEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
		container.start();
		return new TestBroker(container.getBootstrapServers(), container::stop);
	}

	/** Takes it away, for good. */
	public void stop() {
		if (this.running.getAndSet(false)) {
			this.stop.run();
		}
	}

	@Override
	public void close() {
		stop();
	}

	/**
	 * Where clients reach it.
	 * @return host and port
	 */
	public String bootstrapServers() {
		return this.bootstrapServers;
	}

	/**
	 * Sends records and waits until the broker has them all.
	 * @param records what to send
	 */
	public void send(List<ProducerRecord<byte[], byte[]>> records) {
		try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map
			.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
				new ByteArraySerializer(), new ByteArraySerializer())) {
			List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
			for (Future<RecordMetadata> each : sent) {
				each.get();
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Reads a topic from its beginning, committed records only, until enough match.
	 * @param topic name of the topic
	 * @param count how many to wait for
	 * @param filter which records count
	 * @return all matching records that were there when the last one came
	 */
	public List<ConsumerRecord<byte[], byte[]>> await(String topic, int count,
			Predicate<ConsumerRecord<byte[], byte[]>> filter) {
		try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
			consumer.subscribe(List.of(topic));
			List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
			Awaitility.await(count + " records on " + topic)
				.atMost(Duration.ofSeconds(30))
				.pollInSameThread()
				.until(() -> {
					consumer.poll(Duration.ofMillis(200)).forEach((record) -> {
						if (filter.test(record)) {
							found.add(record);
						}
					});
					return found.size() >= count;
				});
			return found;
		}
	}

	/**
	 * A consumer of committed records in a group of its own, from the beginning.
	 * @return the consumer, to be closed by the caller
	 */
	public KafkaConsumer<byte[], byte[]> consumer() {
		return new KafkaConsumer<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers, ConsumerConfig.GROUP_ID_CONFIG,
						"test-" + UUID.randomUUID(), ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
						ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

	/** Starts the broker when it is first asked for. */
	private static final class Holder {

		private static final TestBroker BROKER = start(Map.of());

		static {
			Runtime.getRuntime().addShutdownHook(new Thread(BROKER::stop));
		}

	}

}
