package dev.missioncontrol.invite.claim.login;

import java.time.Instant;

import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.event.Invite;

/**
 * Logins as tests need them.
 */
public final class Logins {

	private Logins() {
	}

	/**
	 * A login just started.
	 * @param invite what it is for
	 * @return the login
	 */
	public static LoginAttempt started(Invite invite) {
		return LoginAttempt.start(ClaimToken.of(invite, "iss", "aud"), "the.compact.token", Instant.now());
	}

}
