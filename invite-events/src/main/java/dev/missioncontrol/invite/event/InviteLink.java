package dev.missioncontrol.invite.event;

import java.net.URI;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The link in the e-mail. Whoever has it can claim the invite, so {@link #toString()}
 * hides it.
 *
 * @param value {@code {claim-base-url}/claim?invite_token={jwt}}, at most
 * {@value #MAX_LENGTH} characters
 */
public record InviteLink(@JsonValue String value) {

	/** Longest link, in characters: what every browser and mail client still follows. */
	public static final int MAX_LENGTH = 2048;

	/** Name of the query parameter that holds the claim token. */
	public static final String TOKEN_PARAMETER = "invite_token";

	/** Path of the link below the claim base URL. */
	public static final String PATH = "/claim";

	/**
	 * Checks the form.
	 * @throws IllegalArgumentException when it is too long or not an http(s) address; the
	 * message does not repeat it
	 */
	@JsonCreator
	public InviteLink {
		if (value.length() > MAX_LENGTH) {
			throw new IllegalArgumentException("the link is longer than " + MAX_LENGTH + " characters");
		}
		if (!value.startsWith("https://") && !value.startsWith("http://")) {
			throw new IllegalArgumentException("the link is not an http(s) address");
		}
	}

	/**
	 * Builds the link. The compact form of a JWS needs no escaping in a query (RFC 7515
	 * section 3.1).
	 * @param claimBaseUrl where people reach claim-gateway, with or without a slash at
	 * the end
	 * @param token the claim token in compact form
	 * @return the link
	 * @throws IllegalArgumentException when the link would be too long
	 */
	public static InviteLink of(URI claimBaseUrl, String token) {
		String base = claimBaseUrl.toString();
		String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
		return new InviteLink(trimmed + PATH + "?" + TOKEN_PARAMETER + "=" + token);
	}

	@Override
	public String toString() {
		return "InviteLink[***]";
	}

}
