package dev.missioncontrol.invite.claim.login;

/**
 * What asking the provider gave.
 */
public sealed interface Identification {

	/**
	 * The provider vouches for somebody.
	 *
	 * @param identity who it is
	 */
	record Identified(Identity identity) implements Identification {
	}

	/**
	 * The code is used, old, or not of this login.
	 */
	record CodeRefused() implements Identification {
	}

	/**
	 * The answer is not to be believed.
	 *
	 * @param reason stable code, for metrics and logs
	 */
	record Untrusted(String reason) implements Identification {
	}

	/**
	 * No answer, or none that means anything; later there may be one.
	 *
	 * @param reason stable code, for metrics and logs
	 */
	record Unavailable(String reason) implements Identification {
	}

}
