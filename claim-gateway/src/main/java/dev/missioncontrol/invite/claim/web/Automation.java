package dev.missioncontrol.invite.claim.web;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Guesses whether a request comes from a program, such as a mail scanner. For statistics
 * only: nothing is refused for it. Programs that pose as a browser in every respect are
 * taken for people.
 *
 * @param markers lower-case parts of the User-Agent of programs
 */
record Automation(List<String> markers) {

	/** All browsers call themselves one of these, for historical reasons. */
	private static final List<String> BROWSERS = List.of("mozilla/", "opera/");

	/** A maker of phones. */
	private static final String NO_BOT = "cubot";

	/** Browsers that fetch before anybody clicks say so in one of these. */
	private static final List<String> PURPOSES = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

	Automation {
		markers = markers.stream().map((marker) -> marker.toLowerCase(Locale.ROOT)).toList();
	}

	boolean suspects(HttpMethod method, HttpHeaders headers) {
		return HttpMethod.HEAD.equals(method) || isProgram(headers.getFirst(HttpHeaders.USER_AGENT))
				|| isAhead(headers);
	}

	private boolean isProgram(@Nullable String agent) {
		if (agent == null) {
			return true;
		}
		String lower = agent.strip().toLowerCase(Locale.ROOT).replace(NO_BOT, "");
		return BROWSERS.stream().noneMatch(lower::startsWith) || this.markers.stream().anyMatch(lower::contains);
	}

	private static boolean isAhead(HttpHeaders headers) {
		return PURPOSES.stream().map(headers::getFirst).anyMatch((purpose) -> {
			String lower = (purpose != null) ? purpose.toLowerCase(Locale.ROOT) : "";
			return lower.startsWith("prefetch") || lower.startsWith("preview");
		});
	}

}
