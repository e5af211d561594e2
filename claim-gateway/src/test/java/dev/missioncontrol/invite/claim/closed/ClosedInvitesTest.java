package dev.missioncontrol.invite.claim.closed;

import java.time.Instant;

import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteClosed.Reason;
import dev.missioncontrol.invite.event.InviteId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClosedInvitesTest {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private final InviteId id = InviteId.next();

	private final ClosedInvites closed = new ClosedInvites();

	@Test
	void leavesLaterGenerationsAliveAfterAResend() {
		this.closed.add(new InviteClosed(this.id, Reason.SUPERSEDED, NOW, 1, null));
		assertThat(this.closed.find(this.id, 1)).isPresent();
		assertThat(this.closed.find(this.id, 2)).isEmpty();
	}

	@Test
	void closesAllGenerationsByRevocation() {
		this.closed.add(new InviteClosed(this.id, Reason.REVOKED, NOW, 1, "auth0|admin"));
		assertThat(this.closed.find(this.id, 2)).isPresent();
	}

	@Test
	void keepsTheLastEnd() {
		this.closed.add(new InviteClosed(this.id, Reason.SUPERSEDED, NOW, 1, null));
		this.closed.add(new InviteClosed(this.id, Reason.ACCEPTED, NOW, 2, "auth0|1"));
		assertThat(this.closed.find(this.id))
			.hasValueSatisfying((end) -> assertThat(end.reason()).isEqualTo(Reason.ACCEPTED));
	}

	@Test
	void isNotReopenedByARecordThatComesLate() {
		this.closed.add(new InviteClosed(this.id, Reason.ACCEPTED, NOW, 2, "auth0|1"));
		this.closed.add(new InviteClosed(this.id, Reason.SUPERSEDED, NOW, 1, "auth0|admin"));
		assertThat(this.closed.find(this.id, 2)).isPresent();
	}

	@Test
	void forgetsWhatNoLinkIsAbout() {
		this.closed.add(new InviteClosed(this.id, Reason.REVOKED, NOW.minusSeconds(10), 1, null));
		InviteId later = InviteId.next();
		this.closed.add(new InviteClosed(later, Reason.REVOKED, NOW, 1, null));
		this.closed.forgetBefore(NOW.minusSeconds(5));
		assertThat(this.closed.find(this.id)).isEmpty();
		assertThat(this.closed.find(later)).isPresent();
		assertThat(this.closed.size()).isOne();
	}

}
