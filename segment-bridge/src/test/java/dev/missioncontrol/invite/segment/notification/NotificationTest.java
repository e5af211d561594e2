package dev.missioncontrol.invite.segment.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;

import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteIdentified;
import dev.missioncontrol.invite.event.InviteSigned;
import dev.missioncontrol.invite.segment.SignedFixture;
import dev.missioncontrol.invite.test.InviteFixture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationTest {

	private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private static final Telling OWN = new Telling(0, null);

	private final IdentifyingContact identifying = new IdentifyingContact(UserId.EMAIL, CLOCK);

	private final TrackingInvite tracking = new TrackingInvite(UserId.EMAIL, "Invite Sent", CLOCK);

	private final Invite invite = InviteFixture.anInvite()
		.requestedAt(NOW.minusSeconds(5))
		.generation(2)
		.roles("write", "admin")
		.build();

	@Test
	void identifiesTheContactWithAllChunks() {
		InviteSigned signed = SignedFixture.signed(this.invite);
		IdentifyMessage message = (IdentifyMessage) ready(this.identifying.notify(signed, OWN));
		assertThat(message.userId()).isEqualTo("grace@example.com");
		assertThat(message.messageId()).isEqualTo(this.invite.inviteId() + ":identify:2:0").hasSizeLessThan(100);
		assertThat(message.timestamp()).isEqualTo(Date.from(NOW.minusSeconds(5)));
		Map<String, ?> traits = message.traits();
		assertThat(traits.get("email")).isEqualTo("grace@example.com");
		assertThat(traits.get("organization")).isEqualTo("acme");
		assertThat(traits.get("company")).isEqualTo(Map.of("id", "acme", "name", "Acme Inc."));
		StringBuilder stitched = new StringBuilder();
		for (int i = 0; i < 10; i++) {
			stitched.append(traits.get("invite_url_" + i));
		}
		assertThat(stitched).hasToString(signed.url().value());
		assertThat(traits).hasSize(13);
	}

	@Test
	void tracksTheInviteWithoutItsLink() {
		InviteIdentified identified = new InviteIdentified(this.invite, 3, NOW, NOW);
		TrackMessage message = (TrackMessage) ready(this.tracking.notify(identified, new Telling(3, NOW)));
		assertThat(message.event()).isEqualTo("Invite Sent");
		assertThat(message.userId()).isEqualTo("grace@example.com");
		assertThat(message.messageId()).isEqualTo(this.invite.inviteId() + ":track:2:3");
		assertThat(message.timestamp()).isEqualTo(Date.from(NOW));
		assertThat(message.context()).isEqualTo(Map.of("groupId", "acme"));
		assertThat(message.properties()).isEqualTo(Map.of("invitee_email", "grace@example.com", "invitee_role",
				"admin,write", "invite_id", this.invite.inviteId().toString(), "generation", 2));
	}

	@Test
	void givesEqualMessagesForTheSameEvent() {
		InviteSigned signed = SignedFixture.signed(this.invite);
		assertThat(ready(this.identifying.notify(signed, OWN))).isEqualTo(ready(this.identifying.notify(signed, OWN)));
	}

	@Test
	void tellsAForcedReplayWithItsOwnIdAndTime() {
		IdentifyMessage message = (IdentifyMessage) ready(
				this.identifying.notify(SignedFixture.signed(this.invite), new Telling(4, NOW)));
		assertThat(message.messageId()).isEqualTo(this.invite.inviteId() + ":identify:2:4");
		assertThat(message.timestamp()).isEqualTo(Date.from(NOW));
	}

	@Test
	void canNameThePersonByInvite() {
		IdentifyingContact byInvite = new IdentifyingContact(UserId.INVITE_ID, CLOCK);
		assertThat(ready(byInvite.notify(SignedFixture.signed(this.invite), OWN)).userId())
			.isEqualTo(this.invite.inviteId().toString());
	}

	@Test
	void tellsNobodyOfAnExpiredInvite() {
		Invite expired = InviteFixture.anInvite().requestedAt(NOW.minus(Duration.ofHours(24))).build();
		assertThat(this.identifying.notify(SignedFixture.signed(expired), OWN))
			.isEqualTo(new Notification.Refused("expired"));
		assertThat(this.tracking.notify(new InviteIdentified(expired, 0, null, NOW), OWN))
			.isEqualTo(new Notification.Refused("expired"));
	}

	@Test
	void refusesAChunkThatIntercomWouldDrop() {
		InviteSigned signed = SignedFixture.signed(this.invite);
		InviteSigned uncut = new InviteSigned(this.invite, signed.url(), java.util.List.of(signed.url().value()), "k");
		assertThat(this.identifying.notify(uncut, OWN)).isEqualTo(new Notification.Refused("chunk-too-long"));
	}

	private static Message ready(Notification notification) {
		assertThat(notification).isInstanceOf(Notification.Ready.class);
		return ((Notification.Ready) notification).message();
	}

}
