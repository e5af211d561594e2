package dev.missioncontrol.invite.api.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.api.ledger.InviteMilestone;
import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.api.ledger.Milestone;
import dev.missioncontrol.invite.api.replay.Verdict.Earlier;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteCommand.InviteRequested;
import dev.missioncontrol.invite.event.InviteCommand.InviteRevokeRequested;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTest {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private static final InviteId ID = InviteId.next();

	@Test
	void sendsWhatTheLedgerDoesNotKnow() {
		assertThat(Verdict.of(new InviteRequested(invite(1)), 0, Optional.empty(), Earlier.NOTHING, false, NOW))
			.isEmpty();
	}

	@Test
	void leavesOutWhatIsNoInvite() {
		InviteRevokeRequested revocation = new InviteRevokeRequested(ID, 1, "auth0|admin", NOW, null);
		assertThat(Verdict.of(revocation, 0, Optional.empty(), Earlier.NOTHING, true, NOW))
			.contains(ReplayResult.NOT_REPLAYABLE);
	}

	@ParameterizedTest
	@CsvSource({ "ACCEPTED, CLOSED", "REVOKED, CLOSED", "EXPIRED, EXPIRED", "SUPERSEDED, SUPERSEDED" })
	void leavesOutWhatEndedEvenWhenForced(InviteClosed.Reason reason, ReplayResult expected) {
		InviteClosed closed = new InviteClosed(ID, reason, NOW, 1, null);
		assertThat(judge(entry(1, closed), 0, Earlier.NOTHING, true)).contains(expected);
	}

	@Test
	void leavesOutWhatExpiredAtTheInstant() {
		Instant end = invite(1).expiresAt();
		InviteRequested event = new InviteRequested(invite(1));
		assertThat(Verdict.of(event, 0, Optional.empty(), Earlier.NOTHING, true, end)).contains(ReplayResult.EXPIRED);
		assertThat(Verdict.of(event, 0, Optional.empty(), Earlier.NOTHING, true, end.minusNanos(1))).isEmpty();
	}

	@Test
	void leavesOutAnOlderGeneration() {
		assertThat(judge(entry(2, null), 0, Earlier.NOTHING, true)).contains(ReplayResult.SUPERSEDED);
	}

	@Test
	void leavesOutWhatAnotherJobSentUnlessForced() {
		assertThat(judge(entry(1, null), 0, Earlier.SENT, false)).contains(ReplayResult.ALREADY_REPLAYED);
		assertThat(judge(entry(1, null), 0, Earlier.SENT, true)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(
			value = { "0, '', true", "1, '', false", "1, replay 1, true", "1, replay 2, true", "2, replay 1, false" })
	void leavesOutWhatWasToldUnderTheSameNumberOrALaterOne(int number, String told, boolean leftOut) {
		LedgerEntry entry = entry(1, null, milestone(1, Milestone.NOTIFIED, told));
		assertThat(judge(entry, number, Earlier.NOTHING, false).isPresent()).isEqualTo(leftOut);
		assertThat(judge(entry, number, Earlier.NOTHING, true)).isEmpty();
	}

	@Test
	void sendsWhatOnlyFailed() {
		LedgerEntry entry = entry(1, null, milestone(1, Milestone.SIGNED, ""), milestone(1, Milestone.IDENTIFIED, ""),
				milestone(1, Milestone.NOTIFICATION_FAILED, "track: gave-up"));
		assertThat(judge(entry, 0, Earlier.NOTHING, false)).isEmpty();
	}

	@Test
	void knowsTheHighestNumber() {
		LedgerEntry entry = entry(2, null, milestone(2, Milestone.IDENTIFIED, "replay 2"),
				milestone(2, Milestone.NOTIFICATION_FAILED, "track: gave-up (replay 11)"),
				milestone(2, Milestone.NOTIFIED, ""), milestone(1, Milestone.NOTIFIED, "replay 30"),
				milestone(2, Milestone.ACCEPTED, "replay 99"));
		assertThat(Verdict.highestNumber(Optional.of(entry), 2)).isEqualTo(11);
		assertThat(Verdict.highestNumber(Optional.empty(), 2)).isZero();
	}

	private static Optional<ReplayResult> judge(LedgerEntry entry, int number, Earlier earlier, boolean force) {
		return Verdict.of(new InviteRequested(invite(1)), number, Optional.of(entry), earlier, force, NOW);
	}

	private static Invite invite(int generation) {
		return InviteFixture.anInvite()
			.id(ID)
			.generation(generation)
			.requestedAt(NOW.minusSeconds(60))
			.ttl(Duration.ofHours(1))
			.build();
	}

	private static LedgerEntry entry(int generation, InviteClosed closed, InviteMilestone... milestones) {
		return new LedgerEntry(invite(generation), NOW, Optional.ofNullable(closed),
				List.copyOf(Arrays.asList(milestones)));
	}

	private static InviteMilestone milestone(int generation, Milestone milestone, String detail) {
		return new InviteMilestone(new InviteMilestone.Key(ID, generation, milestone, detail), NOW);
	}

}
