package dev.missioncontrol.invite.token.signing;

/**
 * Which implementation of RSA signs.
 */
public enum CryptoChoice {

	/** Corretto's native one, or the JDK's where that does not load. */
	AUTO,

	/** Corretto's; without it the service does not start. */
	CORRETTO,

	/** The JDK's. */
	JDK

}
