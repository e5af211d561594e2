package dev.missioncontrol.invite.api.invite.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the REST interface.
 *
 * @param maxBody longest body of an invite request
 * @param requestTimeout longest time for a body to come in, so that slow senders do not
 * hold connections
 */
@ConfigurationProperties("invite.web")
record InviteWebSettings(DataSize maxBody, Duration requestTimeout) {

	InviteWebSettings {
		if (maxBody.toBytes() < 1024 || maxBody.toBytes() > Integer.MAX_VALUE) {
			throw new IllegalArgumentException("invite.web.max-body must lie between 1 KB and 2 GB");
		}
		if (!requestTimeout.isPositive()) {
			throw new IllegalArgumentException("invite.web.request-timeout must be more than 0");
		}
	}

}
