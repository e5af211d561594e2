package dev.missioncontrol.invite.claim.web;

import java.util.List;
import java.util.Locale;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Guesses whether a request comes from a program, such as a mail scanner. For statistics
 * only: nothing is refused for it.
 *
 * @param markers lower-case parts of the User-Agent of programs
 */
record Automation(List<String> markers) {

	Automation {
		markers = markers.stream().map((marker) -> marker.toLowerCase(Locale.ROOT)).toList();
	}

	boolean suspects(ServerRequest request) {
		String agent = request.headers().firstHeader("User-Agent");
		if (HttpMethod.HEAD.equals(request.method()) || agent == null || agent.isBlank()) {
			return true;
		}
		String lower = agent.toLowerCase(Locale.ROOT);
		return this.markers.stream().anyMatch(lower::contains);
	}

}
