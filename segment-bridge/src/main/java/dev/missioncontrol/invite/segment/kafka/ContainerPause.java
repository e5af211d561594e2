package dev.missioncontrol.invite.segment.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * A pause that ends early when the listener is stopped.
 */
final class ContainerPause implements Pause {

	private final KafkaListenerEndpointRegistry registry;

	private final String listenerId;

	private final Clock clock;

	ContainerPause(KafkaListenerEndpointRegistry registry, String listenerId, Clock clock) {
		this.registry = registry;
		this.listenerId = listenerId;
		this.clock = clock;
	}

	@Override
	public void until(Instant time) {
		Duration wait = Duration.between(this.clock.instant(), time);
		if (!wait.isPositive()) {
			return;
		}
		MessageListenerContainer container = this.registry.getListenerContainer(this.listenerId);
		if (container == null) {
			throw new IllegalStateException(this.listenerId + " is not registered");
		}
		try {
			// Rounded up, so that the time has come when this returns.
			ListenerUtils.stoppableSleep(container, wait.toMillis() + 1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(this.listenerId + " was interrupted while it waited", ex);
		}
		if (!container.isRunning()) {
			throw new IllegalStateException(this.listenerId + " was stopped while it waited");
		}
	}

}
