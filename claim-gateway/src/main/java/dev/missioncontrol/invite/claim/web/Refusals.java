package dev.missioncontrol.invite.claim.web;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.missioncontrol.invite.claim.admission.Refusal;
import dev.missioncontrol.invite.claim.login.ClaimAddresses;
import dev.missioncontrol.invite.claim.login.LoginAttempt;
import dev.missioncontrol.invite.event.EmailAddress;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Tells why somebody was not let in. People are led to a page of its own, so that neither
 * a token nor a code stays in the address bar, in the history, or in a bookmark; programs
 * are told at once.
 */
final class Refusals {

	/** Path of the pages. */
	static final String PATH = "/claim/notice/{code}";

	private static final String RETRY = "/claim/retry";

	private static final Map<String, Refusal> BY_CODE = Arrays.stream(Refusal.values())
		.collect(Collectors.toUnmodifiableMap(Refusal::code, Function.identity()));

	private final Notices notices;

	private final LoginCookies cookies;

	private final ClaimAddresses addresses;

	Refusals(Notices notices, LoginCookies cookies, ClaimAddresses addresses) {
		this.notices = notices;
		this.cookies = cookies;
		this.addresses = addresses;
	}

	/** Says no to somebody whose login is not known. */
	Mono<ServerResponse> refuse(Refusal refusal, ServerRequest request) {
		return refuse(refusal, null, request, List.of());
	}

	/** Says no to somebody who comes back from a login; it can be started again. */
	Mono<ServerResponse> refuse(Refusal refusal, LoginAttempt attempt, ServerRequest request) {
		return refuse(refusal, attempt, request, List.of(this.cookies.markReturned(attempt)));
	}

	/**
	 * The page itself. Anybody can ask for any of them: they say nothing about an invite.
	 */
	Mono<ServerResponse> show(ServerRequest request) {
		Refusal refusal = BY_CODE.get(request.pathVariable("code"));
		if (refusal == null) {
			return this.notices.respond(Notice.of(HttpStatus.NOT_FOUND), request);
		}
		Optional<LoginAttempt> attempt = request.queryParam(LinkHandler.LOGIN_PARAMETER)
			.flatMap((name) -> this.cookies.named(request, name));
		return this.notices.respond(notice(refusal, attempt.orElse(null)), request);
	}

	private Mono<ServerResponse> refuse(Refusal refusal, @Nullable LoginAttempt attempt, ServerRequest request,
			List<ResponseCookie> set) {
		if (!Notices.isPerson(request.headers().asHttpHeaders())) {
			return this.notices.respond(notice(refusal, attempt), request, set);
		}
		ServerResponse.BodyBuilder response = ServerResponse.status(HttpStatus.SEE_OTHER);
		set.forEach(response::cookie);
		return response.location(page(refusal, attempt)).build();
	}

	private Notice notice(Refusal refusal, @Nullable LoginAttempt attempt) {
		Notice notice = Notice.of(refusal);
		return switch (refusal) {
			case INVITE_ALREADY_ACCEPTED, LOGIN_UNKNOWN -> toDashboard(notice);
			case LOGIN_USED -> retry(toDashboard(notice), "action.retry", attempt);
			case INVITE_WRONG_ACCOUNT ->
				retry((attempt != null) ? notice.withHint("hint.invited", masked(attempt.email())) : notice,
						"action.invited", attempt);
			case EMAIL_NOT_VERIFIED, LOGIN_REFUSED, LOGIN_UNAVAILABLE, INVITE_STATUS_UNAVAILABLE ->
				retry(notice, "action.retry", attempt);
			case INVITE_REQUIRED, INVITE_INVALID, INVITE_EXPIRED, INVITE_REVOKED, INVITE_SUPERSEDED -> notice;
		};
	}

	private Notice toDashboard(Notice notice) {
		return notice.withAction("action.dashboard", this.addresses.dashboard());
	}

	/** Without the login, the e-mail is the only way to start again. */
	private static Notice retry(Notice notice, String label, @Nullable LoginAttempt attempt) {
		return (attempt != null) ? notice.withAction(label, withLogin(RETRY, attempt)) : notice.withHint("hint.link");
	}

	private static URI page(Refusal refusal, @Nullable LoginAttempt attempt) {
		String path = PATH.replace("{code}", refusal.code());
		return (attempt != null) ? withLogin(path, attempt) : URI.create(path);
	}

	private static URI withLogin(String path, LoginAttempt attempt) {
		return URI.create(path + "?" + LinkHandler.LOGIN_PARAMETER + "=" + LoginAttempt.name(attempt.state()));
	}

	/** Enough for the invited person to know which mailbox it is, and for nobody else. */
	private static String masked(EmailAddress email) {
		String address = email.value();
		return address.charAt(0) + "•••" + address.substring(address.indexOf('@'));
	}

}
