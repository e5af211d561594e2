package dev.missioncontrol.invite.claim.admission;

import java.net.URI;

import dev.missioncontrol.invite.claim.login.LoginAttempt;

/**
 * What becomes of a click.
 */
public sealed interface Onward {

	/**
	 * To the provider's login page.
	 *
	 * @param attempt what to remember in the browser
	 * @param location where to; secret
	 */
	record ToLogin(LoginAttempt attempt, URI location) implements Onward {
	}

	/**
	 * To an application that runs the login itself.
	 *
	 * @param location where to; secret
	 */
	record ToApplication(URI location) implements Onward {
	}

	/**
	 * No further.
	 *
	 * @param refusal why
	 * @param detail more exactly, for metrics; empty when there is no more to say
	 */
	record Refused(Refusal refusal, String detail) implements Onward {
	}

}
