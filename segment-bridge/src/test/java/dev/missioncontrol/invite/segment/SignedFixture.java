package dev.missioncontrol.invite.segment;

import java.net.URI;

import dev.missioncontrol.invite.event.ChunkRule;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteLink;
import dev.missioncontrol.invite.event.InviteSigned;

/**
 * A signed invite, with a link as long as a real one.
 */
public final class SignedFixture {

	private SignedFixture() {
	}

	public static InviteSigned signed(Invite invite) {
		InviteLink link = InviteLink.of(URI.create("https://join.example.com"),
				"h".repeat(80) + "." + invite.inviteId() + "p".repeat(350) + "." + "s".repeat(342));
		return new InviteSigned(invite, link, ChunkRule.DEFAULT.split(link), "test-key");
	}

}
