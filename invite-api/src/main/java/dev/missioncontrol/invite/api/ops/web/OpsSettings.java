package dev.missioncontrol.invite.api.ops.web;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Limits of the lists for ops.
 *
 * @param pageSize items of a page when none are asked for
 * @param maxPageSize most items of a page
 */
@ConfigurationProperties("invite.ops")
public record OpsSettings(int pageSize, int maxPageSize) {

	/**
	 * Checks the limits.
	 * @throws IllegalArgumentException when they contradict each other
	 */
	public OpsSettings {
		if (pageSize < 1 || pageSize > maxPageSize || maxPageSize > 10_000) {
			throw new IllegalArgumentException(
					"invite.ops.page-size must be 1 or more and not more than max-page-size, which is 10000 at most");
		}
	}

}
