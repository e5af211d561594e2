package dev.missioncontrol.invite.claim.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.missioncontrol.invite.claim.login.LoginAttempt;
import dev.missioncontrol.invite.claim.login.LoginSeal;

import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Logins under way, sealed, in cookies that only this host can set and read (RFC 6265bis
 * section 4.1.3.2). Each login has a cookie of its own, named after its state, so that
 * two tabs do not disturb each other; the oldest give way before the header gets too
 * long.
 */
final class LoginCookies {

	static final String PREFIX = "__Host-invite_login_";

	private final LoginSeal seal;

	private final int limit;

	LoginCookies(LoginSeal seal, int limit) {
		this.seal = seal;
		this.limit = limit;
	}

	/** The login with this state; compares the whole state in constant time. */
	Optional<LoginAttempt> find(ServerRequest request, String state) {
		return LoginAttempt.isState(state)
				? named(request, LoginAttempt.name(state)).filter((attempt) -> attempt.hasState(state))
				: Optional.empty();
	}

	/** The login with this name, whether it came back or not. */
	Optional<LoginAttempt> named(ServerRequest request, String name) {
		return Optional.ofNullable(request.cookies().getFirst(PREFIX + name))
			.flatMap((cookie) -> this.seal.open(cookie.getValue()));
	}

	/** What to set so that a new login is remembered and the oldest are forgotten. */
	List<ResponseCookie> remember(ServerRequest request, LoginAttempt attempt) {
		List<ResponseCookie> cookies = new ArrayList<>();
		cookies.add(cookie(PREFIX + LoginAttempt.name(attempt.state()), this.seal.seal(attempt), this.seal.maxAge()));
		ours(request).sorted(Comparator.comparing(Pending::startedAt).reversed())
			.skip(this.limit - 1L)
			.map((pending) -> expired(pending.cookie()))
			.forEach(cookies::add);
		return cookies;
	}

	/** What to set so that a login can be started again but not finished. */
	ResponseCookie markReturned(LoginAttempt attempt) {
		return cookie(PREFIX + LoginAttempt.name(attempt.state()), this.seal.seal(attempt.returned()),
				this.seal.maxAge());
	}

	/** What to set so that a login is forgotten. */
	ResponseCookie forget(LoginAttempt attempt) {
		return expired(PREFIX + LoginAttempt.name(attempt.state()));
	}

	private Stream<Pending> ours(ServerRequest request) {
		return request.cookies()
			.values()
			.stream()
			.flatMap(List::stream)
			.filter((cookie) -> cookie.getName().startsWith(PREFIX))
			.map(this::pending);
	}

	private Pending pending(HttpCookie cookie) {
		// What cannot be opened is as old as can be.
		Instant startedAt = this.seal.open(cookie.getValue()).map(LoginAttempt::startedAt).orElse(Instant.MIN);
		return new Pending(cookie.getName(), startedAt);
	}

	private static ResponseCookie expired(String name) {
		return cookie(name, "", Duration.ZERO);
	}

	private static ResponseCookie cookie(String name, String value, Duration maxAge) {
		return ResponseCookie.from(name, value)
			.path("/")
			.secure(true)
			.httpOnly(true)
			.sameSite("Lax")
			.maxAge(maxAge)
			.build();
	}

	/** A cookie that the browser sent. */
	private record Pending(String cookie, Instant startedAt) {
	}

}
