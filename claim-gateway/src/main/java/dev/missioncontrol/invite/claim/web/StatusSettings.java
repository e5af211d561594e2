package dev.missioncontrol.invite.claim.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Who may ask for the status of invites.
 *
 * @param statusSecret shared with the login provider's Action; empty to answer nobody
 * @param statusSecretPrevious accepted too, while the secret is changed; empty for none
 */
@ConfigurationProperties("claim")
record StatusSettings(@Nullable String statusSecret, @Nullable String statusSecretPrevious) {

	private static final int MIN_LENGTH = 16;

	StatusSettings {
		check("status-secret", statusSecret);
		check("status-secret-previous", statusSecretPrevious);
		Assert.isTrue(StringUtils.hasText(statusSecret) || !StringUtils.hasText(statusSecretPrevious),
				"claim.status-secret-previous is of no use without claim.status-secret");
	}

	private static void check(String name, @Nullable String secret) {
		Assert.isTrue(!StringUtils.hasText(secret) || secret.length() >= MIN_LENGTH,
				() -> "claim." + name + " needs " + MIN_LENGTH + " characters or more");
	}

	boolean isEnabled() {
		return StringUtils.hasText(this.statusSecret);
	}

	/** Takes as long for a guess that is nearly right as for any other. */
	boolean accepts(String secret) {
		// Both are compared, whatever the first one gives.
		boolean current = isEqual(this.statusSecret, secret);
		boolean previous = isEqual(this.statusSecretPrevious, secret);
		return current || previous;
	}

	private static boolean isEqual(@Nullable String expected, String given) {
		return StringUtils.hasText(expected) && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
				given.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public String toString() {
		return "StatusSettings[***]";
	}

}
