package dev.missioncontrol.invite.api.invite.kafka;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How commands are written.
 *
 * @param retryAfter what callers are told to wait when Kafka takes no commands
 */
@ConfigurationProperties("invite.command-log")
record CommandLogSettings(Duration retryAfter) {

	CommandLogSettings {
		if (!retryAfter.isPositive()) {
			throw new IllegalArgumentException("invite.command-log.retry-after must be more than 0");
		}
	}

}
