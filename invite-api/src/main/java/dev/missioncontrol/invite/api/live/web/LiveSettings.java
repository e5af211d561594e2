package dev.missioncontrol.invite.api.live.web;

import java.time.Duration;

import dev.missioncontrol.invite.api.live.LiveLimits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How invites are told live.
 *
 * @param pollInterval from one look at the changes to the next
 * @param page most changes of an organization that are read at once
 * @param maxBehind most changes that a reader who resumes is told one by one
 * @param heartbeat from one sign of life to the next
 * @param retry when a reader is told to come back, at the least; at most twice that
 * @param longest how long a stream lasts
 * @param maxStreams most streams of this instance
 * @param maxPerOrganization most of them for one organization
 * @param retryAfter when readers beyond that are told to come back
 */
@ConfigurationProperties("invite.live")
record LiveSettings(Duration pollInterval, int page, int maxBehind, Duration heartbeat, Duration retry,
		Duration longest, int maxStreams, int maxPerOrganization, Duration retryAfter) {

	LiveSettings {
		if (!heartbeat.isPositive() || !retry.isPositive()) {
			throw new IllegalArgumentException("invite.live.heartbeat and retry must be more than 0");
		}
	}

	LiveLimits limits() {
		return new LiveLimits(this.pollInterval, this.page, this.maxBehind, this.longest, this.maxStreams,
				this.maxPerOrganization, this.retryAfter);
	}

}
