package dev.missioncontrol.invite.api.invite.kafka;

import java.util.concurrent.ThreadFactory;

import dev.missioncontrol.invite.api.invite.CommandLog;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/**
 * Wires the command log.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandLogSettings.class)
class CommandLogConfiguration {

	/** Every failed send is answered or tried again, and logged there, once. */
	@Bean
	ProducerListener<Object, Object> quietProducerListener() {
		return new ProducerListener<>() {
		};
	}

	@Bean
	CommandLog commandLog(KafkaTemplate<byte[], byte[]> kafka, CommandLogSettings settings, MeterRegistry meters) {
		ThreadFactory threads = Thread.ofVirtual().name("command-log-", 0).factory();
		KafkaCommandLog log = new KafkaCommandLog(kafka, (task) -> threads.newThread(task).start(),
				settings.maxUnfinished(), settings.retryAfter(), meters.counter("invite.api.accepted"));
		return new ProbingCommandLog(log, settings.probes(), settings.retryAfter());
	}

}
