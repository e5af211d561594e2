package dev.missioncontrol.invite.api.ledger.kafka;

import java.time.Duration;

import dev.missioncontrol.invite.api.ledger.PublishingClosings;
import dev.missioncontrol.invite.api.mode.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Publishes final states: when one was decided, at start, and again from time to time,
 * for whatever a crash or an outage left behind. In read-only mode they wait: what
 * another region published first is taken over from its copy of the topic.
 */
class ClosingsPublisher {

	private static final Logger logger = LoggerFactory.getLogger(ClosingsPublisher.class);

	private final PublishingClosings publishingClosings;

	private final Duration timeout;

	private final Mode mode;

	ClosingsPublisher(PublishingClosings publishingClosings, Duration timeout, Mode mode) {
		this.publishingClosings = publishingClosings;
		this.timeout = timeout;
		this.mode = mode;
	}

	/** A failure is no reason to take the events again: the next round comes. */
	@Scheduled(fixedDelayString = "${invite.ledger.closed.publish-interval}")
	void publish() {
		if (this.mode.readOnly()) {
			return;
		}
		try {
			this.publishingClosings.publish().block(this.timeout);
		}
		catch (RuntimeException ex) {
			logger.warn("Final states are published later: {}", ex.toString());
		}
	}

}
