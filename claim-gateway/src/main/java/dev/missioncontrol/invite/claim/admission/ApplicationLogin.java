package dev.missioncontrol.invite.claim.admission;

import java.net.URI;

import dev.missioncontrol.invite.event.ClaimToken;
import dev.missioncontrol.invite.event.InviteLink;

/**
 * Leaves the login to an application, for those that run PKCE themselves.
 *
 * @param loginUrl the application's login route
 */
public record ApplicationLogin(URI loginUrl) implements LoginStart {

	/**
	 * Checks the address.
	 * @throws IllegalArgumentException when a token cannot be appended to it
	 */
	public ApplicationLogin {
		if (!loginUrl.isAbsolute() || loginUrl.getRawFragment() != null) {
			throw new IllegalArgumentException("the login address must be an absolute address without a fragment");
		}
	}

	@Override
	public Onward start(ClaimToken token, String compact) {
		String separator = (this.loginUrl.getRawQuery() != null) ? "&" : "?";
		return new Onward.ToApplication(
				URI.create(this.loginUrl + separator + InviteLink.TOKEN_PARAMETER + "=" + compact));
	}

}
