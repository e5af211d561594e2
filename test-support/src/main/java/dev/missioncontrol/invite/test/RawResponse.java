package dev.missioncontrol.invite.test;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A response as it came.
 *
 * @param status the status
 * @param headers values by name, in lower case
 * @param body the body
 */
public record RawResponse(int status, Map<String, List<String>> headers, String body) {

	/**
	 * The value of a header.
	 * @param name its name
	 * @return the first value; empty when there is none
	 */
	public Optional<String> header(String name) {
		return this.headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
	}

	/**
	 * Whether the server ends the connection after this.
	 * @return true when it said so
	 */
	public boolean isLast() {
		return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
	}

}
