package dev.missioncontrol.invite.claim.web;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Who may ask for the status of invites.
 *
 * @param statusSecret shared with the login provider's Action; empty to answer nobody
 */
@ConfigurationProperties("claim")
record StatusSettings(@Nullable String statusSecret) {

	private static final int MIN_LENGTH = 16;

	StatusSettings {
		Assert.isTrue(!StringUtils.hasText(statusSecret) || statusSecret.length() >= MIN_LENGTH,
				"claim.status-secret needs 16 characters or more");
	}

	boolean isEnabled() {
		return StringUtils.hasText(this.statusSecret);
	}

	@Override
	public String toString() {
		return "StatusSettings[***]";
	}

}
