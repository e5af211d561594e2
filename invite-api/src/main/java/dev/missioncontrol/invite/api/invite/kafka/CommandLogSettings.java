package dev.missioncontrol.invite.api.invite.kafka;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How commands are written.
 *
 * @param retryAfter what callers are told to wait when Kafka takes no commands
 * @param maxUnfinished most commands on their way at the same time
 * @param probes most callers that wait at the same time to find out whether it does again
 */
@ConfigurationProperties("invite.command-log")
record CommandLogSettings(Duration retryAfter, int maxUnfinished, int probes) {

	CommandLogSettings {
		if (!retryAfter.isPositive()) {
			throw new IllegalArgumentException("invite.command-log.retry-after must be more than 0");
		}
		if (maxUnfinished < 1) {
			throw new IllegalArgumentException("invite.command-log.max-unfinished must be 1 or more");
		}
		if (probes < 1) {
			throw new IllegalArgumentException("invite.command-log.probes must be 1 or more");
		}
	}

}
