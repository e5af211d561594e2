package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.Duration;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * When invites are looked at.
 *
 * @param settle how long after its time a link counts as expired, so that an acceptance
 * that is on its way is recorded first
 * @param remindShare an invite expires soon when this share of its life is left; 0 for
 * never
 * @param remindAtMost or when so much is left, if that is less
 * @param remindFromTtl lifetime from which on anybody is reminded of a link
 */
@ConfigurationProperties("invite.ledger.deadlines")
record DeadlineSettings(Duration settle, double remindShare, Duration remindAtMost, Duration remindFromTtl) {

	DeadlineSettings {
		Assert.isTrue(remindShare >= 0 && remindShare < 1,
				"invite.ledger.deadlines.remind-share must be 0 or more and less than 1");
		Assert.isTrue(Stream.of(settle, remindAtMost, remindFromTtl).noneMatch(Duration::isNegative),
				"the durations of invite.ledger.deadlines must not be negative");
	}

}
