package dev.missioncontrol.invite.api.invite.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the REST interface.
 *
 * @param maxBody longest body of an invite request
 */
@ConfigurationProperties("invite.web")
record InviteWebSettings(DataSize maxBody) {

	InviteWebSettings {
		if (maxBody.toBytes() < 1024 || maxBody.toBytes() > Integer.MAX_VALUE) {
			throw new IllegalArgumentException("invite.web.max-body must lie between 1 KB and 2 GB");
		}
	}

}
