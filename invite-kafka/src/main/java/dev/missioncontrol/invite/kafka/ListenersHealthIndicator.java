package dev.missioncontrol.invite.kafka;

import java.util.List;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Down as soon as one listener that should run does not: a consumer that died, even of an
 * {@link Error}, would otherwise leave a service that looks well and does nothing.
 */
public final class ListenersHealthIndicator implements HealthIndicator {

	private final KafkaListenerEndpointRegistry registry;

	/**
	 * Watches all listeners of a service.
	 * @param registry where Spring keeps them
	 */
	public ListenersHealthIndicator(KafkaListenerEndpointRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Health health() {
		List<String> dead = stopped();
		return dead.isEmpty() ? Health.up().build() : Health.down().withDetail("stopped", dead).build();
	}

	List<String> stopped() {
		return this.registry.getListenerContainers()
			.stream()
			.filter((container) -> container.isAutoStartup() && !isAlive(container))
			.map(MessageListenerContainer::getListenerId)
			.sorted()
			.toList();
	}

	private static boolean isAlive(MessageListenerContainer container) {
		return container.isRunning() && container.isInExpectedState();
	}

}
