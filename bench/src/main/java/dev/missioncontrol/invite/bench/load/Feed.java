package dev.missioncontrol.invite.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts records on topics, many at once.
 */
public final class Feed implements AutoCloseable {

	private final Producer<byte[], byte[]> producer;

	/**
	 * A feed of a broker.
	 * @param bootstrapServers where it is
	 */
	public Feed(String bootstrapServers) {
		this.producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all",
						ProducerConfig.LINGER_MS_CONFIG, 5, ProducerConfig.BATCH_SIZE_CONFIG, 65_536),
				new ByteArraySerializer(), new ByteArraySerializer());
	}

	/**
	 * Sends records and waits until the broker has them all.
	 * @param records what to send
	 * @throws ExecutionException when it does not take one
	 * @throws InterruptedException when this thread should end
	 */
	public void send(List<ProducerRecord<byte[], byte[]>> records) throws ExecutionException, InterruptedException {
		List<Future<?>> sent = new ArrayList<>(records.size());
		for (ProducerRecord<byte[], byte[]> record : records) {
			sent.add(this.producer.send(record));
		}
		this.producer.flush();
		for (Future<?> each : sent) {
			each.get();
		}
	}

	@Override
	public void close() {
		this.producer.close();
	}

}
