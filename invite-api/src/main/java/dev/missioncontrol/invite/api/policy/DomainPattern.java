package dev.missioncontrol.invite.api.policy;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.missioncontrol.invite.event.EmailAddress;

/**
 * Domains of e-mail addresses: one, such as {@code example.com}, or all below one, such
 * as {@code *.example.com}. Names with other letters than ASCII are kept in the form in
 * which they stand in addresses (RFC 5891, A-labels).
 *
 * @param value lower-case
 */
public record DomainPattern(String value) implements Comparable<DomainPattern> {

	private static final String BELOW = "*.";

	private static final int MAX_LENGTH = 253;

	private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

	private static final Pattern SYNTAX = Pattern.compile("(?:\\*\\.)?" + LABEL + "(?:\\." + LABEL + ")+");

	/**
	 * Normalizes and checks a pattern.
	 * @throws IllegalArgumentException when it is none
	 */
	public DomainPattern {
		value = value.strip();
		boolean below = value.startsWith(BELOW);
		value = (below ? BELOW : "")
				+ IDN.toASCII(below ? value.substring(BELOW.length()) : value).toLowerCase(Locale.ROOT);
		if (value.length() > MAX_LENGTH || !SYNTAX.matcher(value).matches()) {
			throw new IllegalArgumentException("not a domain");
		}
	}

	/**
	 * Whether an address is of this domain, or below it.
	 * @param email the address
	 * @return true if it is
	 */
	boolean covers(EmailAddress email) {
		String domain = email.value().substring(email.value().lastIndexOf('@') + 1);
		return this.value.startsWith(BELOW) ? domain.endsWith(this.value.substring(1)) : domain.equals(this.value);
	}

	@Override
	public int compareTo(DomainPattern other) {
		return this.value.compareTo(other.value);
	}

}
