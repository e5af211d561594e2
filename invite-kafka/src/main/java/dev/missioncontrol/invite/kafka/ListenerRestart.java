package dev.missioncontrol.invite.kafka;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * Starts a listener again when one of its consumers died: fenced because a transaction
 * took too long or another instance has its name, or struck by an {@link Error}, which no
 * error handler of Spring ever sees. The new consumers begin at the committed offsets.
 */
public class ListenerRestart implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ListenerRestart.class);

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("listener-restart").daemon().factory());

	private final Set<MessageListenerContainer> dying = ConcurrentHashMap.newKeySet();

	private final KafkaListenerEndpointRegistry registry;

	private final Duration pause;

	/**
	 * Looks after all listeners of a service, as a bean.
	 * @param registry where Spring keeps them
	 * @param pause from a death to the new start; what is lasting comes again at once
	 */
	public ListenerRestart(KafkaListenerEndpointRegistry registry, Duration pause) {
		this.registry = registry;
		this.pause = pause;
	}

	@EventListener
	void onStopped(ConsumerStoppedEvent event) {
		MessageListenerContainer container = event.getContainer(MessageListenerContainer.class);
		if (event.getReason() == ConsumerStoppedEvent.Reason.NORMAL || !this.registry.isRunning()) {
			return;
		}
		log.warn("A consumer of {} stopped ({}); it starts again in {}", container.getListenerId(), event.getReason(),
				this.pause);
		// Several consumers of one listener may die of the same cause.
		if (this.dying.add(container)) {
			restartLater(container);
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // the restart looks after its own
													// faults
	private void restartLater(MessageListenerContainer container) {
		this.scheduler.schedule(() -> restart(container), this.pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void restart(MessageListenerContainer container) {
		if (!this.registry.isRunning()) {
			return;
		}
		try {
			this.dying.remove(container);
			container.stop();
			container.start();
		}
		catch (RuntimeException ex) {
			log.warn("The listener {} cannot start yet: {}", container.getListenerId(), ex.toString());
			if (this.dying.add(container)) {
				restartLater(container);
			}
		}
	}

	@Override
	public void close() {
		this.scheduler.shutdownNow();
	}

}
