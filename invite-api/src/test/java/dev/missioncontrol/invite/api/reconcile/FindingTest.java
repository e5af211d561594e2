package dev.missioncontrol.invite.api.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.api.ledger.LedgerEntry;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteClosed.Reason;
import dev.missioncontrol.invite.test.InviteFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FindingTest {

	private final Invite invite = InviteFixture.anInvite().generation(2).build();

	@Test
	void missesNobodyWhoseInviteIsOpen() {
		assertThat(finding(null)).isEqualTo(Finding.MISSED);
		assertThat(finding(closed(Reason.SUPERSEDED, 1, null))).isEqualTo(Finding.MISSED);
		assertThat(finding(closed(Reason.EXPIRED, 1, null))).as("resent since").isEqualTo(Finding.MISSED);
	}

	@Test
	void knowsWhoAccepted() {
		assertThat(finding(closed(Reason.ACCEPTED, 1, "auth0|1"))).isEqualTo(Finding.KNOWN);
		assertThat(finding(closed(Reason.ACCEPTED, 2, "auth0|2"))).isEqualTo(Finding.CONFLICT);
	}

	@Test
	void overridesNoRevocation() {
		assertThat(finding(closed(Reason.REVOKED, 1, "auth0|1"))).isEqualTo(Finding.CONFLICT);
	}

	@Test
	void believesThatLinksWorkedWhileTheyWereValid() {
		assertThat(finding(closed(Reason.EXPIRED, 2, null))).isEqualTo(Finding.MISSED);
		assertThat(finding(closed(Reason.SUPERSEDED, 2, null))).isEqualTo(Finding.MISSED);
	}

	@Test
	void believesNothingAboutOthers() {
		SignUp signUp = new SignUp("auth0|1", this.invite.inviteId(), "other", Instant.now());
		assertThat(Finding.of(signUp, Optional.of(entry(null)))).isEqualTo(Finding.FOREIGN);
		assertThat(Finding.of(signUp, Optional.empty())).isEqualTo(Finding.UNKNOWN);
	}

	private Finding finding(@Nullable InviteClosed closing) {
		return Finding.of(new SignUp("auth0|1", this.invite.inviteId(), this.invite.organization().id(), Instant.now()),
				Optional.of(entry(closing)));
	}

	private LedgerEntry entry(@Nullable InviteClosed closing) {
		return new LedgerEntry(this.invite, this.invite.requestedAt(), Optional.ofNullable(closing), List.of());
	}

	private InviteClosed closed(Reason reason, int generation, @Nullable String by) {
		return new InviteClosed(this.invite.inviteId(), reason, Instant.now(), generation, by);
	}

}
