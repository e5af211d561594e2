package dev.missioncontrol.invite.api.replay.kafka;

import java.time.Clock;
import java.util.Properties;

import dev.missioncontrol.invite.api.ledger.Ledger;
import dev.missioncontrol.invite.api.mode.Mode;
import dev.missioncontrol.invite.api.replay.ReplayWork;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Wires the carrying out of replays.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplaySettings.class)
class ReplayConfiguration {

	@Bean
	ReplayRunner replayRunner(ReplayWork work, Ledger ledger, ConsumerFactory<byte[], byte[]> consumers,
			KafkaTemplate<byte[], byte[]> kafka, MeterRegistry meters, ReplaySettings settings, Clock clock,
			Mode mode) {
		Properties properties = new Properties();
		// Not the next record that is there instead: a record that is gone is told.
		properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
		ReplaySender sender = new ReplaySender(kafka, meters);
		return new ReplayRunner(work, (stop) -> new ReplayWorker(work, ledger,
				() -> consumers.createConsumer(null, "invite-replay", null, properties), sender, settings, clock, stop),
				settings, mode);
	}

}
