package dev.missioncontrol.invite.token.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * Lets the producer of a worker fail once, or a few times, in a way that real ones do.
 */
@Configuration(proxyBeanMethods = false)
class ProducerFaults {

	@Bean
	Switch faults() {
		return new Switch();
	}

	@Bean
	@SuppressWarnings("unchecked")
	DefaultKafkaProducerFactoryCustomizer faultyProducers(Switch faults) {
		return (factory) -> ((DefaultKafkaProducerFactory<byte[], byte[]>) factory).addPostProcessor(faults::wrap);
	}

	enum Fault {

		/** The tenth send throws. */
		SEND_THROWS,

		/** The tenth send fails for good, as a JVM without stack left would. */
		SEND_DIES,

		/** The broker refuses the tenth record, and with it the commit. */
		SEND_FAILS,

		/** Nothing was committed. */
		COMMIT_FAILS,

		/** All was committed, and the answer was lost. */
		ANSWER_LOST

	}

	static final class Switch {

		private final AtomicReference<Fault> fault = new AtomicReference<>();

		private final AtomicInteger left = new AtomicInteger();

		private final AtomicInteger sends = new AtomicInteger();

		private final AtomicBoolean refused = new AtomicBoolean();

		void arm(Fault fault, int times) {
			this.sends.set(0);
			this.left.set(times);
			this.fault.set(fault);
		}

		boolean struck() {
			return this.fault.get() != null && this.left.get() <= 0;
		}

		@SuppressWarnings("unchecked")
		Producer<byte[], byte[]> wrap(Producer<byte[], byte[]> producer) {
			return (Producer<byte[], byte[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { Producer.class }, (proxy, method, arguments) -> {
						before(method.getName());
						if ("send".equals(method.getName()) && tenth() && strikes(Fault.SEND_FAILS)) {
							this.refused.set(true);
							TimeoutException refusal = new TimeoutException("injected");
							((Callback) arguments[1]).onCompletion(null, refusal);
							return CompletableFuture.failedFuture(refusal);
						}
						Object result;
						try {
							result = method.invoke(producer, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
						after(method.getName());
						return result;
					});
		}

		private void before(String method) {
			if ("send".equals(method)) {
				this.sends.incrementAndGet();
				if (tenth() && strikes(Fault.SEND_THROWS)) {
					throw new KafkaException("injected");
				}
				if (tenth() && strikes(Fault.SEND_DIES)) {
					throw new StackOverflowError("injected");
				}
			}
			if ("commitTransaction".equals(method) && (this.refused.getAndSet(false) || strikes(Fault.COMMIT_FAILS))) {
				throw new TimeoutException("injected");
			}
		}

		private void after(String method) {
			if ("commitTransaction".equals(method) && strikes(Fault.ANSWER_LOST)) {
				throw new TimeoutException("injected");
			}
		}

		private boolean tenth() {
			return this.sends.get() % 10 == 0;
		}

		private boolean strikes(Fault kind) {
			return this.fault.get() == kind && this.left.getAndDecrement() > 0;
		}

	}

}
