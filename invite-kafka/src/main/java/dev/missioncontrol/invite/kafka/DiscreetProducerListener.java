package dev.missioncontrol.invite.kafka;

import org.springframework.kafka.support.LoggingProducerListener;

/**
 * Logs sends that failed, without key and value: Spring's own listener prints them, and
 * they hold links and addresses.
 */
public final class DiscreetProducerListener extends LoggingProducerListener<Object, Object> {

	/**
	 * A listener to be a bean; Spring Boot hands it to its template.
	 */
	public DiscreetProducerListener() {
		setIncludeContents(false);
	}

}
