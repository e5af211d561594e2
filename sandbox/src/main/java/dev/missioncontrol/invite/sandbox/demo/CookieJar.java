package dev.missioncontrol.invite.sandbox.demo;

import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Cookies of one host, as a browser keeps them: for all its ports (RFC 6265 section 8.5),
 * and those marked as secure for {@code http://localhost}, too, which browsers trust. The
 * JDK's own manager does not do the latter.
 */
final class CookieJar {

	private final Map<String, String> cookies = new LinkedHashMap<>();

	void keep(HttpHeaders headers) {
		for (String line : headers.allValues("Set-Cookie")) {
			String[] parts = line.split(";", -1);
			int equals = parts[0].indexOf('=');
			if (equals > 0) {
				keep(parts[0].substring(0, equals).strip(), parts[0].substring(equals + 1).strip(), line);
			}
		}
	}

	/** Value of the header; empty when there is no cookie. */
	String header() {
		return this.cookies.entrySet()
			.stream()
			.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
	}

	private void keep(String name, String value, String line) {
		if (value.isEmpty() || line.toLowerCase(Locale.ROOT).matches(".*;\\s*max-age=(0|-\\d+)\\s*(;.*)?")) {
			this.cookies.remove(name);
		}
		else {
			this.cookies.put(name, value);
		}
	}

}
