package dev.missioncontrol.invite.claim.closed.kafka;

import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Wires the memory of closed invites to its topic; readiness waits until it is complete.
 */
@Configuration(proxyBeanMethods = false)
class ClosedConfiguration {

	@Bean
	ClosedInvitesFollower closedInvitesFollower(ConsumerFactory<byte[], byte[]> consumers, ClosedSettings settings,
			ClosedInvites closed, MeterRegistry registry) {
		Gauge.builder("invite.claim.closed.invites", closed, ClosedInvites::size).register(registry);
		ClosedInvitesFollower follower = new ClosedInvitesFollower(consumers::createConsumer, settings, closed,
				new ClosedRecords(closed, registry));
		Gauge.builder("invite.claim.closed.silence", follower, (each) -> each.silence().toSeconds())
			.baseUnit("seconds")
			.register(registry);
		return follower;
	}

	@Bean
	HealthIndicator closedInvitesHealthIndicator(ClosedInvites closed, ClosedInvitesFollower follower) {
		return () -> {
			if (!follower.isRunning()) {
				return Health.down().build();
			}
			return (closed.isComplete() ? Health.up() : Health.outOfService()).build();
		};
	}

}
