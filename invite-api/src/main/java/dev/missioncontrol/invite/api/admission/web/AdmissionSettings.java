package dev.missioncontrol.invite.api.admission.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many requests are worked on at the same time.
 *
 * @param maxInProgress most of them, at least 1
 * @param retryAfter when further callers are told to come back
 */
@ConfigurationProperties("invite.admission")
record AdmissionSettings(int maxInProgress, Duration retryAfter) {

	AdmissionSettings {
		if (maxInProgress < 1) {
			throw new IllegalArgumentException("invite.admission.max-in-progress must be 1 or more");
		}
		if (!retryAfter.isPositive()) {
			throw new IllegalArgumentException("invite.admission.retry-after must be more than 0");
		}
	}

}
