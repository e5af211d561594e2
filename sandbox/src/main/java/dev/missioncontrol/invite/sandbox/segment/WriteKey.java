package dev.missioncontrol.invite.sandbox.segment;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The key of the source, sent as the user of HTTP basic authentication with an empty
 * password.
 *
 * @param value the key
 */
record WriteKey(String value) {

	/** Reads the header; empty when it is not of that form. */
	static Optional<WriteKey> of(String authorization) {
		if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
			return Optional.empty();
		}
		try {
			String pair = new String(Base64.getDecoder().decode(authorization.substring(6).strip()),
					StandardCharsets.UTF_8);
			return (pair.length() > 1 && pair.endsWith(":"))
					? Optional.of(new WriteKey(pair.substring(0, pair.length() - 1))) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
