package dev.missioncontrol.invite.claim.login;

import java.net.URI;

/**
 * Where people log in.
 */
public interface IdentityProvider {

	/**
	 * The page that a login starts on.
	 * @param attempt the login
	 * @return an address of the provider; secret, for it holds the claim token
	 */
	URI loginPage(LoginAttempt attempt);

	/**
	 * Finds out who came back. Blocks for as long as the provider takes, within limits.
	 * @param code the authorization code
	 * @param attempt the login that it belongs to
	 * @return who it is, or why that is not known; does not throw for what the provider
	 * says or fails to say
	 */
	Identification identify(String code, LoginAttempt attempt);

}
