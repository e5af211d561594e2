package dev.missioncontrol.invite.claim.web;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.missioncontrol.invite.claim.admission.Refusal;
import dev.missioncontrol.invite.claim.closed.ClosedInvites;
import dev.missioncontrol.invite.event.InviteClosed;
import dev.missioncontrol.invite.event.InviteId;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Tells the login provider's Action whether an invite is open, so that going round the
 * gateway does not help.
 */
final class StatusHandler {

	private static final String SCHEME = "Bearer ";

	private final ClosedInvites closed;

	private final StatusSettings settings;

	private final Notices notices;

	StatusHandler(ClosedInvites closed, StatusSettings settings, Notices notices) {
		this.closed = closed;
		this.settings = settings;
		this.notices = notices;
	}

	Mono<ServerResponse> status(ServerRequest request) {
		if (!this.settings.isEnabled()) {
			return this.notices.respond(Notice.of(HttpStatus.NOT_FOUND), request);
		}
		if (!isAuthorized(request)) {
			return this.notices.respond(Notice.of(HttpStatus.UNAUTHORIZED), request);
		}
		// "Open" would be a guess as long as not all ends are known.
		if (!this.closed.isComplete()) {
			return this.notices.respond(Notice.of(Refusal.INVITE_STATUS_UNAVAILABLE), request);
		}
		try {
			InviteId id = InviteId.parse(request.pathVariable("inviteId"));
			Optional<Integer> generation = request.queryParam("gen").map(Integer::parseInt);
			Optional<InviteClosed> end = generation.isPresent() ? this.closed.find(id, generation.get())
					: this.closed.find(id);
			return ServerResponse.ok().bodyValue(body(end));
		}
		catch (IllegalArgumentException _) {
			return this.notices.respond(Notice.of(HttpStatus.BAD_REQUEST), request);
		}
	}

	private static Map<String, String> body(Optional<InviteClosed> end) {
		return end
			.map((closed) -> Map.of("status", "closed", "reason", closed.reason().name().toLowerCase(Locale.ROOT)))
			.orElseGet(() -> Map.of("status", "open"));
	}

	private boolean isAuthorized(ServerRequest request) {
		String header = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
		return header != null && header.startsWith(SCHEME) && this.settings.accepts(header.substring(SCHEME.length()));
	}

}
