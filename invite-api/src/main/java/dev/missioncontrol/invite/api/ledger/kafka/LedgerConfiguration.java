package dev.missioncontrol.invite.api.ledger.kafka;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.ledger.ClosedLog;
import dev.missioncontrol.invite.api.ledger.Deadlines;
import dev.missioncontrol.invite.api.ledger.ExpiringInvites;
import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.ledger.Projecting;
import dev.missioncontrol.invite.api.ledger.PublishingClosings;
import dev.missioncontrol.invite.api.ledger.PublishingReminders;
import dev.missioncontrol.invite.api.ledger.ReminderLog;
import dev.missioncontrol.invite.api.ledger.Reminders;
import dev.missioncontrol.invite.api.mode.Mode;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import dev.missioncontrol.invite.kafka.ListenerMetrics;
import dev.missioncontrol.invite.kafka.ListenerRestart;
import dev.missioncontrol.invite.kafka.ListenersHealthIndicator;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Wires the ledger to Kafka.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ LedgerSettings.class, ExpirySettings.class })
class LedgerConfiguration {

	@Bean
	List<String> ledgerTopics() {
		return Topics.all().stream().map(Topic::name).toList();
	}

	@Bean
	AdoptingClosings adoptingClosings(Ledger ledger, Projecting projecting, ConsumerFactory<byte[], byte[]> consumers,
			LedgerSettings settings) {
		return new AdoptingClosings(ledger, projecting,
				() -> consumers.createConsumer(null, "invite-ledger-adoption", null), settings.closed().timeout());
	}

	@Bean
	LedgerListener ledgerListener(AdoptingClosings adopting, Projecting projecting, ClosingsPublisher closings,
			KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters, Clock clock, Mode mode) {
		return new LedgerListener(adopting, projecting, closings, kafka, meters, clock, mode);
	}

	/** Faults pass, however long they take: bad records never get here. */
	@Bean
	CommonErrorHandler ledgerErrorHandler(LedgerSettings settings, MeterRegistry meters) {
		ExponentialBackOff backoff = new ExponentialBackOff(settings.backoff().initial().toMillis(), 2.0);
		backoff.setMaxInterval(settings.backoff().max().toMillis());
		DefaultErrorHandler handler = new DefaultErrorHandler(backoff);
		handler.setRetryListeners(new CountedRetries(ListenerMetrics.redone(meters)));
		return handler;
	}

	@Bean
	ClosingsPublisher closingsPublisher(Ledger ledger, KafkaTemplate<byte[], byte[]> kafka, LedgerSettings settings,
			Mode mode) {
		ThreadFactory threads = Thread.ofVirtual().name("closed-log-", 0).factory();
		ClosedLog log = new KafkaClosedLog(kafka, (task) -> threads.newThread(task).start());
		return new ClosingsPublisher(new PublishingClosings(ledger, log, settings.closed().batch()),
				settings.closed().timeout(), mode);
	}

	@Bean
	ExpiryRunner expiryRunner(Deadlines deadlines, Reminders reminders, ClosingsPublisher closings,
			KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters, LedgerSettings settings, ExpirySettings expiry,
			Mode mode) {
		ThreadFactory threads = Thread.ofVirtual().name("reminder-log-", 0).factory();
		ReminderLog log = new KafkaReminderLog(kafka, (task) -> threads.newThread(task).start());
		RemindersPublisher publisher = new RemindersPublisher(
				new PublishingReminders(reminders, log, settings.closed().batch()), settings.closed().timeout());
		return new ExpiryRunner(new ExpiringInvites(deadlines, expiry.batch()), closings, publisher, meters, expiry,
				mode);
	}

	@Bean
	ListenersHealthIndicator listenersHealthIndicator(KafkaListenerEndpointRegistry listeners) {
		return new ListenersHealthIndicator(listeners);
	}

	@Bean
	ListenerMetrics listenerMetrics(KafkaListenerEndpointRegistry listeners) {
		return new ListenerMetrics(listeners,
				Topics.all().stream().flatMap((topic) -> Stream.of(topic.name(), topic.deadLetters())).toList());
	}

	@Bean
	ListenerRestart listenerRestart(KafkaListenerEndpointRegistry listeners, LedgerSettings settings) {
		return new ListenerRestart(listeners, settings.restartPause());
	}

}
