package dev.missioncontrol.invite.api.mode.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import dev.missioncontrol.invite.api.mode.Mode;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * The last wall of read-only mode: all that writes to Kafka stands still by itself, and
 * what forgets to is refused here, for two regions that write to the same topic
 * contradict each other.
 */
@Configuration(proxyBeanMethods = false)
class ReadOnlyKafkaConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(ReadOnlyKafkaConfiguration.class);

	@Bean
	DefaultKafkaProducerFactoryCustomizer readOnlyProducers(Mode mode) {
		return (factory) -> {
			if (mode.readOnly()) {
				logger.warn("This instance only reads (invite.read-only): it takes no changes and writes no record");
				guard(factory);
			}
		};
	}

	private static <K, V> void guard(DefaultKafkaProducerFactory<K, V> factory) {
		factory.addPostProcessor(ReadOnlyKafkaConfiguration::refusing);
	}

	@SuppressWarnings("unchecked") // a proxy has no type arguments
	private static <K, V> Producer<K, V> refusing(Producer<K, V> producer) {
		return (Producer<K, V>) Proxy.newProxyInstance(Producer.class.getClassLoader(),
				new Class<?>[] { Producer.class }, (_, method, arguments) -> {
					if (method.getName().equals("send")) {
						throw new IllegalStateException("nothing is written in read-only mode");
					}
					try {
						return method.invoke(producer, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

}
