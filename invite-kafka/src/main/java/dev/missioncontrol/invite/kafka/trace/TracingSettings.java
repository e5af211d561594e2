package dev.missioncontrol.invite.kafka.trace;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where spans go.
 *
 * @param endpoint address of a collector for OTLP over HTTP; empty: no tracing
 * @param sampling share of invites that are traced, 0 to 1, of those whose caller has not
 * decided it
 * @param timeout how long the collector may take
 */
@ConfigurationProperties("invite.tracing")
record TracingSettings(String endpoint, double sampling, Duration timeout) {

	TracingSettings {
		if (!(sampling >= 0 && sampling <= 1)) {
			throw new IllegalArgumentException("invite.tracing.sampling must be from 0 to 1");
		}
		if (!timeout.isPositive()) {
			throw new IllegalArgumentException("invite.tracing.timeout must be more than 0");
		}
	}

}
