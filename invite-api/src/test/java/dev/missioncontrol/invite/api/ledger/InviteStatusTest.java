package dev.missioncontrol.invite.api.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class InviteStatusTest {

	private static final InviteId ID = InviteId.next();

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private static final Instant EXPIRES = NOW.plus(Duration.ofHours(1));

	@ParameterizedTest
	@CsvSource({ "'', REQUESTED", "REQUESTED, REQUESTED", "REQUESTED SIGNED, SIGNED", "SIGNED IDENTIFIED, SIGNED",
			"REQUESTED SIGNED NOTIFIED, NOTIFIED", "SIGNED NOTIFICATION_FAILED, FAILED",
			"NOTIFICATION_FAILED NOTIFIED, NOTIFIED", "NOTIFICATION_FAILED OPENED, OPENED",
			"REQUESTED SIGNING_FAILED, FAILED", "SIGNING_FAILED SIGNED, SIGNED",
			"SIGNING_FAILED SIGNED NOTIFIED, NOTIFIED", "SIGNING_FAILED OPENED, OPENED",
			"SIGNING_FAILED SIGNED NOTIFICATION_FAILED, FAILED", "NOTIFIED SCANNED, NOTIFIED",
			"NOTIFIED SCANNED OPENED, OPENED", "OPENED, OPENED", "OPENED CLAIM_REJECTED, OPENED" })
	void followsFromTheMilestones(String reached, InviteStatus expected) {
		assertThat(status(2, Optional.empty(), milestones(2, reached), NOW)).isEqualTo(expected);
	}

	@Test
	void ignoresMilestonesOfEarlierGenerations() {
		assertThat(status(2, Optional.empty(), milestones(1, "SIGNED NOTIFIED OPENED"), NOW))
			.isEqualTo(InviteStatus.REQUESTED);
		assertThat(status(2, Optional.empty(), milestones(1, "SIGNING_FAILED"), NOW)).isEqualTo(InviteStatus.REQUESTED);
	}

	@Test
	void expiresAtTheInstant() {
		List<InviteMilestone> opened = milestones(1, "OPENED");
		assertThat(status(1, Optional.empty(), opened, EXPIRES.minusNanos(1))).isEqualTo(InviteStatus.OPENED);
		assertThat(status(1, Optional.empty(), opened, EXPIRES)).isEqualTo(InviteStatus.EXPIRED);
	}

	@ParameterizedTest
	@CsvSource({ "ACCEPTED, 1, ACCEPTED", "REVOKED, 1, REVOKED", "EXPIRED, 2, EXPIRED", "EXPIRED, 1, OPENED",
			"SUPERSEDED, 1, OPENED", "SUPERSEDED, 2, OPENED" })
	void endsAsDecided(InviteClosed.Reason reason, int generation, InviteStatus expected) {
		assertThat(status(2, closed(reason, generation), milestones(2, "OPENED"), NOW)).isEqualTo(expected);
	}

	@Test
	void staysAcceptedWhenItsTimeIsOver() {
		assertThat(status(1, closed(InviteClosed.Reason.ACCEPTED, 1), List.of(), EXPIRES.plusSeconds(1)))
			.isEqualTo(InviteStatus.ACCEPTED);
	}

	private static InviteStatus status(int generation, Optional<InviteClosed> closing, List<InviteMilestone> milestones,
			Instant now) {
		return InviteStatus.of(generation, EXPIRES, closing, milestones, now);
	}

	private static Optional<InviteClosed> closed(InviteClosed.Reason reason, int generation) {
		return Optional.of(new InviteClosed(ID, reason, NOW, generation, "auth0|someone"));
	}

	private static List<InviteMilestone> milestones(int generation, String names) {
		return Arrays.stream(names.split(" "))
			.filter((name) -> !name.isEmpty())
			.map(Milestone::valueOf)
			.map((milestone) -> new InviteMilestone(new InviteMilestone.Key(ID, generation, milestone, ""), NOW))
			.toList();
	}

}
