package dev.missioncontrol.invite.ctl.reset;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionMoveTest {

	@Test
	void countsWhatIsRunAgain() {
		PartitionMove move = move(OptionalLong.of(50), 20, false);
		assertThat(move.again()).isEqualTo(30);
		assertThat(move.skipped()).isZero();
		assertThat(move.changes()).isTrue();
	}

	@Test
	void countsWhatIsSkipped() {
		PartitionMove move = move(OptionalLong.of(50), 70, true);
		assertThat(move.again()).isZero();
		assertThat(move.skipped()).isEqualTo(20);
	}

	@Test
	void startsWithTheFirstRecordWhereNothingIsCommitted() {
		assertThat(move(OptionalLong.empty(), 10, false).changes()).isFalse();
		assertThat(move(OptionalLong.empty(), 11, true).skipped()).isOne();
	}

	@Test
	void countsOnlyRecordsThatAreThere() {
		assertThat(move(OptionalLong.of(5), 10, false).again()).isZero();
		assertThat(move(OptionalLong.of(5), 10, false).changes()).isTrue();
		assertThat(move(OptionalLong.of(500), 90, false).again()).isEqualTo(10);
	}

	/** On a partition that holds the offsets 10 to 99. */
	private static PartitionMove move(OptionalLong committed, long target, boolean skips) {
		return new PartitionMove("invite.signed", 0, committed, PartitionMove.position(committed, 10, 100), target,
				skips);
	}

}
