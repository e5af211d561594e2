package dev.missioncontrol.invite.event;

import java.time.Instant;

import dev.missioncontrol.invite.event.InviteClosed.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class InviteClosedTest {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	@ParameterizedTest
	@CsvSource({ "SUPERSEDED, 1, SUPERSEDED, 2", "EXPIRED, 1, EXPIRED, 2", "EXPIRED, 1, SUPERSEDED, 1",
			"SUPERSEDED, 1, EXPIRED, 2", "EXPIRED, 1, SUPERSEDED, 2", "SUPERSEDED, 2, ACCEPTED, 1",
			"EXPIRED, 2, REVOKED, 1" })
	void standsInWhicheverOrderItIsTold(Reason losing, int losingGeneration, Reason winning, int winningGeneration) {
		InviteClosed loser = closed(losing, losingGeneration);
		InviteClosed winner = closed(winning, winningGeneration);
		assertThat(winner.after(loser)).isEqualTo(winner);
		assertThat(loser.after(winner)).isEqualTo(winner);
	}

	@ParameterizedTest
	@CsvSource({ "ACCEPTED, REVOKED", "REVOKED, ACCEPTED" })
	void goesByTheLaterOfTwoThatAreForGood(Reason earlier, Reason later) {
		assertThat(closed(later, 1).after(closed(earlier, 2))).isEqualTo(closed(later, 1));
	}

	private static InviteClosed closed(Reason reason, int generation) {
		return new InviteClosed(EventFixture.ID, reason, NOW, generation, null);
	}

}
