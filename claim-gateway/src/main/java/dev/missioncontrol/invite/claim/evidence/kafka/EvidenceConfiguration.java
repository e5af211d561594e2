package dev.missioncontrol.invite.claim.evidence.kafka;

import java.time.InstantSource;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Wires the log of claims.
 */
@Configuration(proxyBeanMethods = false)
class EvidenceConfiguration {

	@Bean
	KafkaClaimLog kafkaClaimLog(ProducerFactory<byte[], byte[]> producers, EvidenceSettings settings,
			MeterRegistry registry, InstantSource clock) {
		// The factory makes one producer when it is first asked, so that brokers whose
		// names do not resolve yet do not stop the start.
		KafkaClaimLog log = new KafkaClaimLog(producers::createProducer, settings, new EvidenceMetrics(registry),
				clock);
		Gauge.builder("invite.claim.evidence.waiting", log, KafkaClaimLog::waiting).register(registry);
		return log;
	}

	@Bean
	HealthIndicator claimEvidenceHealthIndicator(KafkaClaimLog log) {
		return () -> (log.isAlive() ? Health.up() : Health.down()).build();
	}

}
