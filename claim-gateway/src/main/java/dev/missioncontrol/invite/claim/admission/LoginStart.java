package dev.missioncontrol.invite.claim.admission;

import dev.missioncontrol.invite.event.ClaimToken;

/**
 * Where somebody with a good link is sent.
 */
public interface LoginStart {

	/**
	 * Chooses the way.
	 * @param token what the link says
	 * @param compact the token as it came
	 * @return the way to a login
	 */
	Onward start(ClaimToken token, String compact);

}
