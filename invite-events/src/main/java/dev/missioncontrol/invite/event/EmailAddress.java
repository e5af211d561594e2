package dev.missioncontrol.invite.event;

import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An e-mail address, trimmed and lower-cased, so that two spellings that reach the same
 * mailbox at every provider we know are equal. The syntax is that of the HTML standard
 * ("valid e-mail address"), with at least one dot in the domain, and the lengths of RFC
 * 5321 section 4.5.3.1.
 *
 * @param value the address; {@link #toString()} hides it, to keep addresses out of logs
 */
public record EmailAddress(@JsonValue String value) {

	private static final int MAX_LENGTH = 254;

	private static final int MAX_LOCAL_PART = 64;

	private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

	private static final Pattern SYNTAX = Pattern
		.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1," + MAX_LOCAL_PART + "}@" + LABEL + "(?:\\." + LABEL + ")+");

	/**
	 * Normalizes and checks an address.
	 * @throws IllegalArgumentException when it is not one; the message does not repeat it
	 */
	@JsonCreator
	public EmailAddress {
		value = value.strip().toLowerCase(Locale.ROOT);
		if (value.length() > MAX_LENGTH || !SYNTAX.matcher(value).matches()) {
			throw new IllegalArgumentException("not an e-mail address");
		}
	}

	@Override
	public String toString() {
		return "EmailAddress[***]";
	}

}
