package dev.missioncontrol.invite.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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
 * A real Kafka broker that all tests of a JVM share, with all topics of the pipeline. It
 * runs inside the JVM (KRaft), or in a container when the system property
 * {@code invite.test.broker} is {@code container}. Tests keep apart by invite ids and
 * consumer groups.
 */
public final class TestBroker {

	private static final int PARTITIONS = 3;

	private final String bootstrapServers;

	private TestBroker(String bootstrapServers) {
		this.bootstrapServers = bootstrapServers;
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

		private static final TestBroker BROKER = start();

		private static TestBroker start() {
			if ("container".equals(System.getProperty("invite.test.broker"))) {
				@SuppressWarnings("resource") // lives as long as the JVM
				KafkaContainer container = new KafkaContainer("apache/kafka:4.2.1");
				container.start();
				Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
				return new TestBroker(container.getBootstrapServers());
			}
			EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
			broker.brokerProperty("transaction.state.log.replication.factor", "1");
			broker.brokerProperty("transaction.state.log.min.isr", "1");
			broker.brokerProperty("offsets.topic.replication.factor", "1");
			broker.brokerProperty("auto.create.topics.enable", "false");
			broker.afterPropertiesSet();
			Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
			return new TestBroker(broker.getBrokersAsString());
		}

	}

}
