package dev.missioncontrol.invite.chaos.broken;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.missioncontrol.invite.token.TokenWorkerApplication;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * A token-worker as it would be without transactions around what it writes: offsets are
 * committed as before, but signed records are visible as soon as they are sent, whatever
 * becomes of the batch.
 */
public final class WorkerWithoutTransaction {

	private WorkerWithoutTransaction() {
	}

	/**
	 * Runs the service.
	 * @param args its settings
	 */
	public static void main(String[] args) {
		TokenWorkerApplication.application().sources(Configured.class).run(args);
	}

	/** Takes the place of the producer factory that Spring Boot would make. */
	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean
		DefaultKafkaProducerFactory<?, ?> producerFactory(KafkaProperties properties,
				ObjectProvider<DefaultKafkaProducerFactoryCustomizer> customizers) {
			DefaultKafkaProducerFactory<byte[], byte[]> factory = new DefaultKafkaProducerFactory<>(
					properties.buildProducerProperties()) {
				@Override
				protected Producer<byte[], byte[]> createRawProducer(Map<String, Object> settings) {
					return new Leaky(settings);
				}
			};
			customizers.orderedStream().forEach((each) -> each.customize(factory));
			return factory;
		}

	}

	/**
	 * Keeps its transactions for the offsets, and sends records past them. As slow as on
	 * a busy cluster, so that a kill meets the moment between the two.
	 */
	private static final class Leaky extends KafkaProducer<byte[], byte[]> {

		private final Producer<byte[], byte[]> plain;

		Leaky(Map<String, Object> settings) {
			super(settings, new ByteArraySerializer(), new ByteArraySerializer());
			Map<String, Object> without = new HashMap<>(settings);
			without.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
			without.remove(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
			this.plain = new KafkaProducer<>(without, new ByteArraySerializer(), new ByteArraySerializer());
		}

		@Override
		public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
			return this.plain.send(record);
		}

		@Override
		public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
			return this.plain.send(record, callback);
		}

		private static void dawdle() {
			try {
				boolean _ = new CountDownLatch(1).await(3, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public void commitTransaction() {
			this.plain.flush();
			dawdle();
			super.commitTransaction();
		}

	}

}
