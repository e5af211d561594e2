package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.missioncontrol.invite.event.InviteEvent;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.DiscreetProducerListener;
import dev.missioncontrol.invite.kafka.EventRecords;
import dev.missioncontrol.invite.kafka.ListenerMetrics;
import dev.missioncontrol.invite.kafka.ListenerRestart;
import dev.missioncontrol.invite.kafka.ListenersHealthIndicator;
import dev.missioncontrol.invite.segment.analytics.CallTraces;
import dev.missioncontrol.invite.segment.delivery.Backoff;
import dev.missioncontrol.invite.segment.delivery.DeliveringMessages;
import dev.missioncontrol.invite.segment.delivery.Outage;
import dev.missioncontrol.invite.segment.notification.IdentifyingContact;
import dev.missioncontrol.invite.segment.notification.TrackingInvite;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.CommonErrorHandler;

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
	StageRunner.StageOutput stageOutput(KafkaOperations<byte[], byte[]> kafka, EventRecords records,
			StageSettings settings, MeterRegistry meters, CallTraces traces) {
		return new StageRunner.StageOutput(records, new RecordPublisher(kafka, settings.publishTimeout()), meters,
				traces);
	}

	@Bean
	StageRunner.Limits stageLimits(StageSettings settings, KafkaProperties kafka) {
		Duration pollInterval = kafka.getConsumer().getMaxPollInterval();
		return new StageRunner.Limits(
				settings.budget((pollInterval != null) ? pollInterval : StageSettings.DEFAULT_POLL_INTERVAL),
				settings.giveUpAfter());
	}

	@Bean
	ConsumerPause consumerPause() {
		return new ConsumerPause();
	}

	@Bean
	Settling settling(KafkaListenerEndpointRegistry registry, ConsumerPause pause) {
		return new Settling(registry, pause);
	}

	@Bean
	IdentifyListener identifyListener(IdentifyingContact identifying, DeliveringMessages delivering,
			StageRunner.StageOutput output, StageRunner.Limits limits, Settling settling, Outage outage,
			StageSettings settings, Clock clock) {
		IdentifyStage stage = new IdentifyStage(identifying, output.records(), settings.trackDelay(), clock);
		Progress progress = new Progress();
		return new IdentifyListener(runner(stage, delivering, output, limits, progress, clock), progress, settling,
				outage);
	}

	@Bean
	TrackListener trackListener(TrackingInvite tracking, DeliveringMessages delivering, StageRunner.StageOutput output,
			StageRunner.Limits limits, Settling settling, Outage outage, StageSettings settings, Clock clock) {
		TrackStage stage = new TrackStage(tracking, output.records(), clock);
		Progress progress = new Progress();
		return new TrackListener(runner(stage, delivering, output, limits, progress, clock), progress, settling, outage,
				settings.trackDelay(), clock);
	}

	@Bean
	CommonErrorHandler errorHandler(ConsumerPause pause, Backoff backoff, StageSettings settings,
			MeterRegistry meters) {
		return new RewindOnError(pause, backoff.noLongerThan(settings.kafkaRetryMax()), ListenerMetrics.redone(meters));
	}

	@Bean
	ListenerRestart listenerRestart(KafkaListenerEndpointRegistry registry, StageSettings settings) {
		return new ListenerRestart(registry, settings.restartPause());
	}

	@Bean
	ListenersHealthIndicator listenersHealthIndicator(KafkaListenerEndpointRegistry registry) {
		return new ListenersHealthIndicator(registry);
	}

	@Bean
	ListenerMetrics listenerMetrics(KafkaListenerEndpointRegistry registry) {
		return new ListenerMetrics(registry, List.of(Topics.SIGNED.name(), Topics.SIGNED.replays(),
				Topics.IDENTIFIED.name(), Topics.IDENTIFIED.replays()));
	}

	private static <E extends InviteEvent> StageRunner<E> runner(Stage<E> stage, DeliveringMessages delivering,
			StageRunner.StageOutput output, StageRunner.Limits limits, Progress progress, Clock clock) {
		return new StageRunner<>(stage, delivering, output, limits, progress, clock);
	}

}
