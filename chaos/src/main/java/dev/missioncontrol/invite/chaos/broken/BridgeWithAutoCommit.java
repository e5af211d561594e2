package dev.missioncontrol.invite.chaos.broken;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import dev.missioncontrol.invite.segment.SegmentBridgeApplication;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A segment-bridge as it would be with offsets that are committed as soon as records are
 * read: {@code enable.auto.commit} with an interval of nothing, so that no run depends on
 * luck.
 */
public final class BridgeWithAutoCommit {

	private BridgeWithAutoCommit() {
	}

	/**
	 * Runs the service.
	 * @param args its settings
	 */
	public static void main(String[] args) {
		SegmentBridgeApplication.application().sources(Configured.class).run(args);
	}

	/** Puts something between the service and each of its consumers. */
	@Configuration(proxyBeanMethods = false)
	static class Configured {

		@Bean
		DefaultKafkaConsumerFactoryCustomizer hastyConsumers() {
			return (factory) -> factory.addPostProcessor((consumer) -> hasty(consumer));
		}

		@SuppressWarnings("unchecked") // a proxy of this very interface
		private static <K, V> Consumer<K, V> hasty(Consumer<K, V> consumer) {
			return (Consumer<K, V>) Proxy.newProxyInstance(BridgeWithAutoCommit.class.getClassLoader(),
					new Class<?>[] { Consumer.class }, (_, method, arguments) -> call(consumer, method, arguments));
		}

		private static @Nullable Object call(Consumer<?, ?> consumer, Method method, Object @Nullable [] arguments)
				throws Throwable {
			if (method.getName().startsWith("commit")) {
				// What the service commits by itself would go back to what is done.
				return null;
			}
			try {
				Object result = method.invoke(consumer, arguments);
				if (result instanceof ConsumerRecords<?, ?> records && !records.isEmpty()) {
					consumer.commitSync(records.nextOffsets());
				}
				return result;
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

	}

}
