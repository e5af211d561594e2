package dev.missioncontrol.invite.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.missioncontrol.invite.event.EmailAddress;
import dev.missioncontrol.invite.event.Invite;
import dev.missioncontrol.invite.event.InviteId;
import dev.missioncontrol.invite.event.Organization;
import dev.missioncontrol.invite.event.Role;

/**
 * Invites as they come: of the size that they have in practice, each to somebody else.
 */
public final class Invites {

	/** Who issues claim tokens. */
	public static final String ISSUER = "https://join.example.com";

	/** Whom claim tokens are for. */
	public static final String AUDIENCE = "https://join.example.com/claim";

	private static final Duration TTL = Duration.ofHours(24);

	private static final int ORGANIZATIONS = 100;

	private Invites() {
	}

	/**
	 * An invite that was requested just now.
	 * @param number tells it from others
	 * @return an invite with an id of its own
	 */
	public static Invite invite(int number) {
		Instant now = Instant.now();
		int organization = number % ORGANIZATIONS;
		return new Invite(InviteId.next(), 1, new EmailAddress("ada.lovelace+" + number + "@example.com"),
				new Organization("org_5f0c1d2e3b4a59" + organization, "Analytical Engines " + organization + " Ltd."),
				new TreeSet<>(List.of(new Role("read"), new Role("write"))), "auth0|5f0c1d2e3b4a59687780", now,
				now.plus(TTL), null, new TreeMap<>());
	}

}
