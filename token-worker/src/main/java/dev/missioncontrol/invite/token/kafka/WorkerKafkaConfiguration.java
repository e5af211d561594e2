package dev.missioncontrol.invite.token.kafka;

import java.time.Clock;
import java.util.List;

import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DiscreetProducerListener;
import dev.missioncontrol.invite.kafka.ListenerMetrics;
import dev.missioncontrol.invite.kafka.ListenerRestart;
import dev.missioncontrol.invite.kafka.ListenersHealthIndicator;
import dev.missioncontrol.invite.kafka.trace.InviteTraces;
import dev.missioncontrol.invite.token.signing.SigningInvite;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.transaction.KafkaTransactionManager;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;

/**
 * Exactly once, from commands to signed invites: the listener container runs each poll in
 * a Kafka transaction (EOS v2).
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
class WorkerKafkaConfiguration {

	@Bean
	DefaultKafkaProducerFactoryCustomizer transactionalProducers(WorkerSettings settings) {
		return (factory) -> {
			factory.setTransactionIdPrefix(settings.transactionIdPrefix());
			factory.setTransactionIdSuffixStrategy(new OneTransactionalId());
		};
	}

	@Bean
	KafkaTransactionManager<?, ?> kafkaTransactionManager(ProducerFactory<?, ?> producers) {
		KafkaTransactionManager<?, ?> manager = new KafkaTransactionManager<>(producers);
		// For what is counted after the commit.
		manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_ON_ACTUAL_TRANSACTION);
		return manager;
	}

	@Bean
	DiscreetProducerListener producerListener() {
		return new DiscreetProducerListener();
	}

	@Bean
	RedoFromCommitted redoFromCommitted(ProducerFactory<?, ?> producers, WorkerSettings settings,
			MeterRegistry meters) {
		return new RedoFromCommitted(producers, settings.retry(), ListenerMetrics.redone(meters));
	}

	@Bean
	ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> commandContainer() {
		return (container) -> {
			container.setConcurrency(1);
			container.getContainerProperties().setStopContainerWhenFenced(true);
		};
	}

	@Bean
	ListenerRestart listenerRestart(KafkaListenerEndpointRegistry registry, WorkerSettings settings) {
		return new ListenerRestart(registry, settings.retry().first());
	}

	@Bean
	SigningThreads signingThreads(WorkerSettings settings) {
		return new SigningThreads(settings.signingThreads());
	}

	@Bean
	CommandListener commandListener(SigningInvite signing, WorkerSettings settings, SigningThreads threads,
			KafkaOperations<byte[], byte[]> kafka, ConsumerFactory<byte[], byte[]> consumers, MeterRegistry metrics,
			RedoFromCommitted redo, InviteTraces traces) {
		WorkerMetrics workerMetrics = new WorkerMetrics(metrics, Clock.systemUTC());
		RepeatedCommands repeated = new RepeatedCommands(consumers, settings.repeatsWindow(), workerMetrics.repeated());
		HandlingCommand handling = new HandlingCommand(signing, settings.deadLetterMaxSize(), Clock.systemUTC(),
				traces);
		return new CommandListener(repeated, handling, threads, kafka, workerMetrics, redo);
	}

	@Bean
	ListenersHealthIndicator listenersHealthIndicator(KafkaListenerEndpointRegistry registry) {
		return new ListenersHealthIndicator(registry);
	}

	@Bean
	ListenerMetrics listenerMetrics(KafkaListenerEndpointRegistry registry) {
		return new ListenerMetrics(registry, List.of(Topics.COMMANDS.name(), Topics.COMMANDS.replays()));
	}

}
