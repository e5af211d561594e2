package dev.missioncontrol.invite.ctl.ops;

import java.util.regex.Pattern;

/**
 * An access token (RFC 6750); never shown.
 *
 * @param value the token; blanks around it are dropped
 */
public record BearerToken(String value) {

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

	/**
	 * Checks the form, so that no library quotes the token in an error of its own.
	 * @throws IllegalArgumentException when it cannot be a token
	 */
	public BearerToken {
		value = value.strip();
		if (!FORM.matcher(value).matches()) {
			throw new IllegalArgumentException("the access token is empty or has characters that no token has");
		}
	}

	String header() {
		return "Bearer " + this.value;
	}

	@Override
	public String toString() {
		return "BearerToken[…]";
	}

}
