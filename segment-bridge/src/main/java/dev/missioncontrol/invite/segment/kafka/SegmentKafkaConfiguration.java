package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;

import dev.missioncontrol.invite.kafka.DiscreetProducerListener;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.ListenersHealthIndicator;
import dev.missioncontrol.invite.segment.delivery.DeliveringMessages;
import dev.missioncontrol.invite.segment.notification.IdentifyingContact;
import dev.missioncontrol.invite.segment.notification.TrackingInvite;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Wires the two stages to their topics.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StageSettings.class)
class SegmentKafkaConfiguration {

	@Bean
	EventRecords eventRecords() {
		return new EventRecords();
	}

	@Bean
	DiscreetProducerListener producerListener() {
		return new DiscreetProducerListener();
	}

	@Bean
	RecordPublisher recordPublisher(KafkaOperations<byte[], byte[]> kafka, StageSettings settings) {
		return new RecordPublisher(kafka, settings.publishTimeout());
	}

	@Bean
	IdentifyListener identifyListener(IdentifyingContact identifying, DeliveringMessages delivering,
			EventRecords records, RecordPublisher publisher, StageSettings settings, MeterRegistry meters,
			Clock clock) {
		IdentifyStage stage = new IdentifyStage(identifying, records, settings.trackDelay(), clock);
		return new IdentifyListener(new StageRunner<>(stage, delivering, records, publisher, meters, clock));
	}

	@Bean
	TrackListener trackListener(TrackingInvite tracking, DeliveringMessages delivering, EventRecords records,
			RecordPublisher publisher, StageSettings settings, KafkaListenerEndpointRegistry registry,
			MeterRegistry meters, Clock clock) {
		TrackStage stage = new TrackStage(tracking, records, clock);
		return new TrackListener(new StageRunner<>(stage, delivering, records, publisher, meters, clock), records,
				new ContainerPause(registry, TrackListener.ID, clock), settings.trackDelay(), clock);
	}

	/**
	 * Whatever a stage throws is an infrastructure fault: the same batch again, without
	 * end, while the consumer stays in its group.
	 */
	@Bean
	CommonErrorHandler errorHandler(StageSettings settings) {
		StageSettings.Retry retry = settings.retry();
		ExponentialBackOff backOff = new ExponentialBackOff(retry.initialInterval().toMillis(), retry.multiplier());
		backOff.setMaxInterval(retry.maxInterval().toMillis());
		backOff.setJitter(retry.jitter().toMillis());
		return new DefaultErrorHandler(backOff);
	}

	@Bean
	ListenersHealthIndicator listenersHealthIndicator(KafkaListenerEndpointRegistry registry) {
		return new ListenersHealthIndicator(registry);
	}

}
