package dev.missioncontrol.invite.token.signing;

import java.net.URI;

import dev.missioncontrol.invite.event.ChunkRule;

/**
 * How tokens and links are made here.
 *
 * @param issuer {@code iss}
 * @param audience {@code aud}
 * @param claimBaseUrl where people reach claim-gateway
 * @param chunks how links are cut
 */
public record LinkRule(String issuer, String audience, URI claimBaseUrl, ChunkRule chunks) {

	/**
	 * Checks all parts.
	 * @throws IllegalArgumentException when one is empty, or the URL is not an absolute
	 * http(s) URL without query and fragment
	 */
	public LinkRule {
		check(!issuer.isBlank(), "token.issuer (TOKEN_ISSUER) must be set");
		check(!audience.isBlank(), "token.audience (TOKEN_AUDIENCE) must be set");
		check(isWebAddress(claimBaseUrl), "token.claim-base-url (TOKEN_CLAIM_BASE_URL) must be an http(s) URL "
				+ "such as https://join.example.com, without query and fragment");
	}

	private static boolean isWebAddress(URI url) {
		return ("https".equals(url.getScheme()) || "http".equals(url.getScheme())) && url.getHost() != null
				&& url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
	}

	private static void check(boolean rule, String message) {
		if (!rule) {
			throw new IllegalArgumentException(message);
		}
	}

}
