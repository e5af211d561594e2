package dev.missioncontrol.invite.claim.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import dev.missioncontrol.invite.claim.admission.Admission;
import dev.missioncontrol.invite.claim.admission.Denial;
import dev.missioncontrol.invite.claim.admission.FinishingLogin;
import dev.missioncontrol.invite.claim.admission.Refusal;
import dev.missioncontrol.invite.claim.login.ClaimAddresses;
import dev.missioncontrol.invite.claim.login.LoginAttempt;
import dev.missioncontrol.invite.claim.login.ProviderIssuer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The way back from the provider. The state is checked before anything else is believed,
 * errors included, and each state brings one answer only.
 */
final class CallbackHandler {

	private final FinishingLogin finishing;

	private final LoginCookies cookies;

	private final ClaimAddresses addresses;

	private final ProviderIssuer issuer;

	private final Refusals refusals;

	private final Outcomes outcomes;

	private final Scheduler blocking;

	private final Duration deadline;

	CallbackHandler(FinishingLogin finishing, LoginCookies cookies, ClaimAddresses addresses, ProviderIssuer issuer,
			Refusals refusals, Outcomes outcomes, Scheduler blocking, Duration deadline) {
		this.finishing = finishing;
		this.cookies = cookies;
		this.addresses = addresses;
		this.issuer = issuer;
		this.refusals = refusals;
		this.outcomes = outcomes;
		this.blocking = blocking;
		this.deadline = deadline;
	}

	Mono<ServerResponse> finish(ServerRequest request) {
		MultiValueMap<String, String> query = request.queryParams();
		Optional<LoginAttempt> found = once(query, "state").flatMap((state) -> this.cookies.find(request, state));
		if (found.isEmpty()) {
			this.outcomes.login(Refusal.LOGIN_UNKNOWN.code(), "state");
			return this.refusals.refuse(Refusal.LOGIN_UNKNOWN, request);
		}
		LoginAttempt attempt = found.get();
		return admit(query, attempt).timeout(this.deadline)
			.onErrorResume(TimeoutException.class,
					(_) -> Mono.just(new Admission.Refused(Refusal.LOGIN_UNAVAILABLE, "deadline")))
			.flatMap((admission) -> switch (admission) {
				case Admission.Granted(boolean again) -> grant(attempt, again);
				case Admission.Refused refused -> refuse(refused, attempt, request);
			});
	}

	private Mono<Admission> admit(MultiValueMap<String, String> query, LoginAttempt attempt) {
		if (attempt.hasReturned()) {
			return Mono.just(new Admission.Refused(Refusal.LOGIN_USED, "returned"));
		}
		if (!this.issuer.accepts(query.getOrDefault("iss", List.of()))) {
			return Mono.just(new Admission.Refused(Refusal.LOGIN_REFUSED, "issuer"));
		}
		Optional<String> error = once(query, "error");
		if (error.isPresent()) {
			Denial denial = new Denial(error.get(), once(query, "error_description").orElse(null));
			return Mono.fromCallable(() -> this.finishing.deny(denial, attempt));
		}
		return once(query, "code").map((code) -> Mono.fromCallable(() -> this.finishing.finish(code, attempt)))
			.orElseGet(() -> Mono.just(new Admission.Refused(Refusal.LOGIN_UNKNOWN, "code")))
			.subscribeOn(this.blocking);
	}

	private Mono<ServerResponse> grant(LoginAttempt attempt, boolean again) {
		this.outcomes.login(again ? "accepted_before" : "accepted", "");
		if (!again) {
			this.outcomes.accepted(attempt.startedAt());
		}
		return ServerResponse.status(HttpStatus.FOUND)
			.location(this.addresses.dashboard())
			.cookie(this.cookies.forget(attempt))
			.build();
	}

	private Mono<ServerResponse> refuse(Admission.Refused refused, LoginAttempt attempt, ServerRequest request) {
		this.outcomes.login(refused.refusal().code(), refused.detail());
		return this.refusals.refuse(refused.refusal(), attempt, request);
	}

	/** Empty also for what is there twice: nobody could tell which one counts. */
	private static Optional<String> once(MultiValueMap<String, String> query, String name) {
		List<String> values = query.getOrDefault(name, List.of());
		return (values.size() == 1) ? Optional.ofNullable(values.getFirst()).filter((value) -> !value.isEmpty())
				: Optional.empty();
	}

}
