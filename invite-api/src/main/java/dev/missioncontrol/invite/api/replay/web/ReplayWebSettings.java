package dev.missioncontrol.invite.api.replay.web;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What may be ordered.
 *
 * @param defaultRate records sent in a second when no rate is asked for
 * @param maxRate highest rate
 * @param maxDeadLetters most dead letters that an order names one by one
 */
@ConfigurationProperties("invite.replay.orders")
record ReplayWebSettings(int defaultRate, int maxRate, int maxDeadLetters) {

	ReplayWebSettings {
		if (defaultRate < 1 || defaultRate > maxRate || maxDeadLetters < 1) {
			throw new IllegalArgumentException(
					"invite.replay.orders needs a default-rate of 1 to max-rate, and max-dead-letters of 1 or more");
		}
	}

}
