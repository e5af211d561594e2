package dev.missioncontrol.invite.chaos.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.event.EventType;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts records on the topics that nobody can read, of every kind that is known to have
 * stopped a consumer somewhere.
 */
public final class Poison {

	/** As much as a topic takes, with room for key and headers. */
	private static final int LARGE = 1024 * 1024 - 1024;

	private static final List<Topic<?>> TOPICS = List.of(Topics.COMMANDS, Topics.SIGNED);

	private static final List<EventType> TYPES = List.of(EventType.REQUESTED, EventType.SIGNED);

	private static final int KINDS = 6;

	private final String bootstrapServers;

	/**
	 * Poison for some brokers.
	 * @param bootstrapServers where they are
	 */
	public Poison(String bootstrapServers) {
		this.bootstrapServers = bootstrapServers;
	}

	/**
	 * Writes bad records at an even pace, and waits until the brokers have them all.
	 * @param count how many
	 * @param within in what time
	 * @throws InterruptedException when this thread should end
	 */
	public void spread(int count, Duration within) throws InterruptedException {
		Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.bootstrapServers,
				ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * LARGE);
		long pause = within.toMillis() / count;
		try (Producer<byte[], byte[]> producer = new KafkaProducer<>(settings, new ByteArraySerializer(),
				new ByteArraySerializer())) {
			for (int i = 0; i < count; i++) {
				producer.send(record(i)).get();
				boolean _ = new CountDownLatch(1).await(pause, TimeUnit.MILLISECONDS);
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("a bad record could not be written", ex);
		}
	}

	/** Every kind on every topic, in turn. */
	private static ProducerRecord<byte[], byte[]> record(int index) {
		int topic = index % TOPICS.size();
		int kind = (index / TOPICS.size()) % KINDS;
		ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPICS.get(topic).name(),
				bytes(UUID.randomUUID().toString()), value(kind));
		header(record, "ce_specversion", "1.0");
		header(record, "ce_id", UUID.randomUUID().toString());
		header(record, "ce_source", "/chaos");
		header(record, "ce_time", Instant.now().toString());
		header(record, "ce_type",
				(kind == 2) ? "dev.missioncontrol.invite.unheard-of.v1" : TYPES.get(topic).wireName());
		if (kind == 3) {
			header(record, "spring_json_header_types", "{\"x\":\"javax.naming.InitialContext\",\"y\":[{}]}");
		}
		return record;
	}

	private static byte @Nullable [] value(int kind) {
		return switch (kind) {
			case 0 -> bytes("not json");
			case 4 -> large();
			case 5 -> null;
			default -> bytes("{}");
		};
	}

	private static byte[] large() {
		byte[] value = new byte[LARGE];
		Arrays.fill(value, (byte) '[');
		return value;
	}

	private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
		record.headers().add(name, bytes(value));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
