package dev.missioncontrol.invite.sandbox.inbox;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxTest {

	@Test
	void forgetsTheOldestMails() {
		Mailbox mailbox = new Mailbox();
		for (int i = 0; i < Mailbox.CAPACITY + 3; i++) {
			mailbox.add((id) -> new Mail(id, Instant.EPOCH, "grace@example.com", "", "", "", List.of()));
		}
		assertThat(mailbox.newestFirst()).hasSize(Mailbox.CAPACITY);
		assertThat(mailbox.newestFirst().getFirst().id()).isEqualTo(Mailbox.CAPACITY + 3);
		assertThat(mailbox.find("3")).isEmpty();
		assertThat(mailbox.find("4")).isPresent();
	}

}
