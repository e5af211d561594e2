package dev.missioncontrol.invite.api.ledger.kafka;

import java.time.Duration;

import dev.missioncontrol.invite.api.ledger.PublishingReminders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes which invites expire soon: after each round of looking at invites, and so
 * also what a crash or an outage left behind.
 */
final class RemindersPublisher {

	private static final Logger logger = LoggerFactory.getLogger(RemindersPublisher.class);

	private final PublishingReminders publishingReminders;

	private final Duration timeout;

	RemindersPublisher(PublishingReminders publishingReminders, Duration timeout) {
		this.publishingReminders = publishingReminders;
		this.timeout = timeout;
	}

	void publish() {
		try {
			this.publishingReminders.publish().block(this.timeout);
		}
		catch (RuntimeException ex) {
			logger.warn("Reminders are published later: {}", ex.toString());
		}
	}

}
