package dev.missioncontrol.invite.token.signing;

import java.net.URI;
import java.time.Instant;

import dev.missioncontrol.invite.event.InviteLink;
import dev.missioncontrol.invite.event.hawk.HawkKey;
import dev.missioncontrol.invite.event.hawk.HawkOrigin;
import dev.missioncontrol.invite.event.hawk.SigningBewit;

/**
 * What is done to a link once its token is in it. Equal links give equal links.
 */
public interface LinkSeal {

	/** Leaves links as they are: the token vouches for itself. */
	LinkSeal PLAIN = (link, _) -> link;

	/**
	 * Seals a link.
	 * @param link the link with its token
	 * @param expiresAt when the invite ends
	 * @return the link to send out
	 * @throws IllegalArgumentException when it would be too long
	 */
	InviteLink seal(InviteLink link, Instant expiresAt);

	/**
	 * Adds a Hawk bewit, so that no part of the link can be altered.
	 * @param key signs
	 * @param claimBaseUrl where people reach claim-gateway
	 * @return the seal
	 * @throws IllegalArgumentException when claim-gateway could not check it
	 */
	static LinkSeal hawk(HawkKey key, URI claimBaseUrl) {
		if (!claimBaseUrl.getPath().matches("/?")) {
			throw new IllegalArgumentException(
					"token.claim-base-url (TOKEN_CLAIM_BASE_URL) must not have a path with token.link=hawk");
		}
		return new SigningBewit(key, HawkOrigin.of(claimBaseUrl))::seal;
	}

}
