package dev.missioncontrol.invite.claim.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import dev.missioncontrol.invite.claim.admission.FollowingLink;
import dev.missioncontrol.invite.claim.admission.Onward;
import dev.missioncontrol.invite.claim.admission.Refusal;
import dev.missioncontrol.invite.claim.link.LinkSeal;
import dev.missioncontrol.invite.claim.link.SealCheck;
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

	private final LinkSeal seal;

	private final FollowingLink following;

	private final LoginCookies cookies;

	private final Refusals refusals;

	private final Outcomes outcomes;

	private final Automation automation;

	LinkHandler(LinkSeal seal, FollowingLink following, LoginCookies cookies, Refusals refusals, Outcomes outcomes,
			Automation automation) {
		this.seal = seal;
		this.following = following;
		this.cookies = cookies;
		this.refusals = refusals;
		this.outcomes = outcomes;
		this.automation = automation;
	}

	Mono<ServerResponse> open(ServerRequest request) {
		List<String> tokens = request.queryParams().getOrDefault(InviteLink.TOKEN_PARAMETER, List.of());
		boolean automated = suspects(request);
		Onward onward = switch (tokens.size()) {
			case 0 -> new Onward.Refused(Refusal.INVITE_REQUIRED, "missing");
			case 1 -> follow(tokens.getFirst(), request, automated);
			default -> new Onward.Refused(Refusal.INVITE_INVALID, "repeated");
		};
		return respond(onward, request, automated);
	}

	Mono<ServerResponse> retry(ServerRequest request) {
		Optional<LoginAttempt> attempt = request.queryParam(LOGIN_PARAMETER)
			.flatMap((name) -> this.cookies.named(request, name));
		boolean automated = suspects(request);
		Onward onward = attempt.map((earlier) -> this.following.follow(earlier.token(), automated))
			.orElseGet(() -> new Onward.Refused(Refusal.LOGIN_UNKNOWN, "retry"));
		return respond(onward, request, automated);
	}

	private boolean suspects(ServerRequest request) {
		return this.automation.suspects(request.method(), request.headers().asHttpHeaders());
	}

	private Onward follow(String token, ServerRequest request, boolean automated) {
		if (token.isEmpty()) {
			return new Onward.Refused(Refusal.INVITE_REQUIRED, "missing");
		}
		return switch (this.seal.check(SentRequest.of(request))) {
			case SealCheck.Intact _ -> this.following.follow(token, automated);
			case SealCheck.Late _ -> this.following.followLate(token);
			case SealCheck.Broken(String detail) -> new Onward.Refused(Refusal.INVITE_INVALID, detail);
		};
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
				yield this.refusals.refuse(refusal, request);
			}
		};
	}

	private static Mono<ServerResponse> redirect(URI location, List<ResponseCookie> cookies) {
		ServerResponse.BodyBuilder response = ServerResponse.status(HttpStatus.FOUND).location(location);
		cookies.forEach(response::cookie);
		return response.build();
	}

}
