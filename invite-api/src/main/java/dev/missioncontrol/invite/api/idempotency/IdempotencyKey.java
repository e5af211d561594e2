package dev.missioncontrol.invite.api.idempotency;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A caller's name for one request ({@code draft-ietf-httpapi-idempotency-key-header-07}):
 * sending the request again under the same key does nothing new.
 *
 * @param value 1 to 255 printable ASCII characters
 */
public record IdempotencyKey(String value) {

	private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,255}");

	/** A string as in RFC 8941 section 3.3.3. */
	private static final Pattern QUOTED = Pattern
		.compile("\"((?:[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])*)\"");

	private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");

	/**
	 * Checks the form.
	 * @throws IllegalArgumentException when the value does not follow it
	 */
	public IdempotencyKey {
		if (!PRINTABLE.matcher(value).matches() || value.isBlank()) {
			throw new IllegalArgumentException("an idempotency key has 1 to 255 printable ASCII characters");
		}
	}

	/**
	 * Reads the value of the header: quoted, as the draft says, or bare, as most clients
	 * send it. {@code "abc"} and {@code abc} are the same key.
	 * @param header value of the header
	 * @return empty when it is neither
	 */
	public static Optional<IdempotencyKey> parse(String header) {
		String text = header.strip();
		try {
			if (!text.startsWith("\"")) {
				return Optional.of(new IdempotencyKey(text));
			}
			var quoted = QUOTED.matcher(text);
			return quoted.matches() ? Optional.of(new IdempotencyKey(ESCAPED.matcher(quoted.group(1)).replaceAll("$1")))
					: Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
