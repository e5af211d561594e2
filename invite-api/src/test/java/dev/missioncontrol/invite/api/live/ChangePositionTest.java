package dev.missioncontrol.invite.api.live;

import java.util.UUID;

import dev.missioncontrol.invite.api.paging.Cursor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangePositionTest {

	private static final String LEDGER = "0123456789abcdef";

	@Test
	void comesBackAsItWasGiven() {
		ChangePosition position = new ChangePosition(LEDGER, Long.MAX_VALUE, UUID.randomUUID());
		assertThat(ChangePosition.parse(position.cursor())).contains(position);
		assertThat(position.cursor()).matches("[A-Za-z0-9_-]+");
	}

	@Test
	void readsNothingElse() {
		UUID id = UUID.randomUUID();
		assertThat(ChangePosition.parse("")).isEmpty();
		assertThat(ChangePosition.parse("not base64!")).isEmpty();
		assertThat(ChangePosition.parse(Cursor.of("0123", 1, id).text())).isEmpty();
		assertThat(ChangePosition.parse(Cursor.of(LEDGER, -1, id).text())).isEmpty();
		assertThat(ChangePosition.parse(Cursor.of(LEDGER, "9223372036854775808", id).text())).isEmpty();
		assertThat(ChangePosition.parse(Cursor.of(LEDGER, 1, "x").text())).isEmpty();
		assertThat(ChangePosition.parse(Cursor.of(LEDGER, 1).text())).isEmpty();
		assertThat(ChangePosition.parse(Cursor.of(LEDGER, 1, id, 1).text())).isEmpty();
	}

	/** Java orders the halves of a UUID as signed numbers. */
	@Test
	void isInTheOrderOfTheDatabase() {
		ChangePosition before = ChangePosition.before(LEDGER, 7);
		ChangePosition low = new ChangePosition(LEDGER, 7, UUID.fromString("7fffffff-0000-0000-0000-000000000000"));
		ChangePosition middle = new ChangePosition(LEDGER, 7, UUID.fromString("7fffffff-0000-0000-8000-000000000000"));
		ChangePosition high = new ChangePosition(LEDGER, 7, UUID.fromString("80000000-0000-0000-0000-000000000000"));
		ChangePosition next = ChangePosition.before(LEDGER, 8);
		assertThat(before.isBefore(low)).isTrue();
		assertThat(low.isBefore(middle)).isTrue();
		assertThat(middle.isBefore(high)).isTrue();
		assertThat(high.isBefore(next)).isTrue();
		assertThat(next.isBefore(high)).isFalse();
		assertThat(low.isBefore(low)).isFalse();
		assertThat(low.isBefore(ChangePosition.before("ffffffffffffffff", 9))).isFalse();
	}

}
