package dev.missioncontrol.invite.api.ledger.r2dbc;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.missioncontrol.invite.api.ledger.InviteFilter;
import dev.missioncontrol.invite.api.ledger.InviteQuery;
import dev.missioncontrol.invite.api.ledger.InviteSort;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListStatementTest {

	private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

	/**
	 * What only helps a page to its order would take the count to another index, which it
	 * then has to sort.
	 */
	@Test
	void countsTheSameWayWhateverThePageIsSortedBy() {
		assertThat(Stream.of("requestedAt", "-requestedAt", "expiresAt", "-expiresAt", "email", "-email")
			.map((sort) -> since(sort).count(10_000))
			.collect(Collectors.toSet())).hasSize(1);
	}

	@Test
	void beginsAPageByExpiryWhereTheFirstOfThemCanExpire() {
		assertThat(since("expiresAt").page(50)).contains("expires_at > :requestedAfter");
		assertThat(since("requestedAt").page(50)).doesNotContain("expires_at > :requestedAfter");
	}

	private static ListStatement since(String sort) {
		InviteFilter filter = new InviteFilter(Set.of(), null, null, null, null, NOW.minusSeconds(3600), null);
		return ListStatement.of(new InviteQuery("acme", filter, InviteSort.named(sort).orElseThrow(), NOW));
	}

}
