package dev.missioncontrol.invite.token.kafka;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts the listener again when its consumer died: fenced because its transaction took
 * too long or another instance has its name, or struck by an {@link Error}. The new
 * consumer begins at the committed offsets.
 */
class ContainerRestart implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ContainerRestart.class);

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("listener-restart").daemon().factory());

	private final KafkaListenerEndpointRegistry registry;

	private final Duration pause;

	ContainerRestart(KafkaListenerEndpointRegistry registry, Duration pause) {
		this.registry = registry;
		this.pause = pause;
	}

	@EventListener
	void onStopped(ConsumerStoppedEvent event) {
		if (event.getReason() != ConsumerStoppedEvent.Reason.NORMAL && this.registry.isRunning()) {
			log.warn("The consumer of commands stopped ({}); it starts again in {}", event.getReason(), this.pause);
			restartLater();
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the restart looks after its own
													// faults
	private void restartLater() {
		this.scheduler.schedule(this::restart, this.pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void restart() {
		MessageListenerContainer container = this.registry.getListenerContainer(CommandListener.ID);
		if (container == null || !this.registry.isRunning()) {
			return;
		}
		try {
			container.stop();
			container.start();
		}
		catch (RuntimeException ex) {
			log.warn("The consumer of commands cannot start yet: {}", ex.toString());
			restartLater();
		}
	}

	@Override
	public void close() {
		this.scheduler.shutdownNow();
	}

}
