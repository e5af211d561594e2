package dev.missioncontrol.invite.api.deadletter.kafka;

import java.util.List;

import dev.missioncontrol.invite.api.deadletter.RecordingDeadLetters;
import dev.missioncontrol.invite.event.Topic;
import dev.missioncontrol.invite.event.Topics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the reading of dead letters. They have a consumer group of their own, so that a
 * heap of them does not hold up the ledger.
 */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

	@Bean
	List<String> deadLetterTopics() {
		return Topics.all().stream().map(Topic::deadLetters).toList();
	}

	@Bean
	DeadLetterListener deadLetterListener(RecordingDeadLetters recording, MeterRegistry meters) {
		return new DeadLetterListener(recording, meters);
	}

}
