package dev.missioncontrol.invite.claim.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.claim.admission.FollowingLink;
import dev.missioncontrol.invite.claim.admission.Onward;
import dev.missioncontrol.invite.claim.admission.Refusal;
import dev.missioncontrol.invite.claim.login.ClaimAddresses;
import dev.missioncontrol.invite.claim.login.LoginAttempt;
import dev.missioncontrol.invite.event.InviteLink;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The link of the e-mail, and the way to try again without it.
 */
final class LinkHandler {

	/** Query parameter of a retry: the name of the login to start again. */
	static final String LOGIN_PARAMETER = "login";

	private final FollowingLink following;

	private final LoginCookies cookies;

	private final ClaimAddresses addresses;

	private final Notices notices;

	private final Outcomes outcomes;

	private final Automation automation;

	LinkHandler(FollowingLink following, LoginCookies cookies, ClaimAddresses addresses, Notices notices,
			Outcomes outcomes, Automation automation) {
		this.following = following;
		this.cookies = cookies;
		this.addresses = addresses;
		this.notices = notices;
		this.outcomes = outcomes;
		this.automation = automation;
	}

	Mono<ServerResponse> open(ServerRequest request) {
		List<String> tokens = request.queryParams().getOrDefault(InviteLink.TOKEN_PARAMETER, List.of());
		boolean automated = this.automation.suspects(request);
		Onward onward = switch (tokens.size()) {
			case 0 -> new Onward.Refused(Refusal.INVITE_REQUIRED, "missing");
			case 1 -> follow(tokens.getFirst(), automated);
			default -> new Onward.Refused(Refusal.INVITE_INVALID, "repeated");
		};
		return respond(onward, request, automated);
	}

	Mono<ServerResponse> retry(ServerRequest request) {
		Optional<LoginAttempt> attempt = request.queryParam(LOGIN_PARAMETER)
			.flatMap((name) -> this.cookies.named(request, name));
		boolean automated = this.automation.suspects(request);
		Onward onward = attempt.map((earlier) -> this.following.follow(earlier.token(), automated))
			.orElseGet(() -> new Onward.Refused(Refusal.LOGIN_UNKNOWN, "retry"));
		return respond(onward, request, automated);
	}

	private Onward follow(String token, boolean automated) {
		return token.isEmpty() ? new Onward.Refused(Refusal.INVITE_REQUIRED, "missing")
				: this.following.follow(token, automated);
	}

	private Mono<ServerResponse> respond(Onward onward, ServerRequest request, boolean automated) {
		return switch (onward) {
			case Onward.ToLogin(LoginAttempt attempt, URI location) -> {
				this.outcomes.link("login", "", automated);
				yield redirect(location, this.cookies.remember(request, attempt));
			}
			case Onward.ToApplication(URI location) -> {
				this.outcomes.link("application", "", automated);
				yield redirect(location, List.of());
			}
			case Onward.Refused(Refusal refusal, String detail) -> {
				this.outcomes.link(refusal.code(), detail, automated);
				yield this.notices.respond(notice(refusal), request);
			}
		};
	}

	private Notice notice(Refusal refusal) {
		Notice notice = Notice.of(refusal);
		return (refusal == Refusal.INVITE_ALREADY_ACCEPTED)
				? notice.withAction("action.dashboard", this.addresses.dashboard()) : notice;
	}

	private static Mono<ServerResponse> redirect(URI location, List<ResponseCookie> cookies) {
		ServerResponse.BodyBuilder response = ServerResponse.status(HttpStatus.FOUND).location(location);
		cookies.forEach(response::cookie);
		return response.build();
	}

}
