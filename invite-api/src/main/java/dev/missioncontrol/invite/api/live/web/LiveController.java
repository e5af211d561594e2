package dev.missioncontrol.invite.api.live.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.live.ChangePosition;
import dev.missioncontrol.invite.api.live.FollowingInvites;
import dev.missioncontrol.invite.api.live.LiveEvent;
import dev.missioncontrol.invite.api.paging.ListParameters;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemException;
import dev.missioncontrol.invite.api.problem.Violation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Changes of invites as an event stream (HTML Standard section 9.2).
 */
@RestController
class LiveController {

	private static final String LAST_EVENT_ID = "Last-Event-ID";

	private static final String AFTER = "after";

	private static final String CURSOR = "Send the id of an event of this stream.";

	private final FollowingInvites followingInvites;

	private final Callers callers;

	private final LiveSettings settings;

	LiveController(FollowingInvites followingInvites, Callers callers, LiveSettings settings) {
		this.followingInvites = followingInvites;
		this.callers = callers;
		this.settings = settings;
	}

	/**
	 * Names no media type, or what wants another one would be taken for the id of an
	 * invite. The events themselves allow but one.
	 */
	@GetMapping("/v1/invites/events")
	Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> events(ServerHttpRequest request) {
		return Mono.zip(this.callers.allowedTo(Scope.READ_INVITES), this.callers.allowedUntil()).map((caller) -> {
			ChangePosition after = after(request);
			return ResponseEntity.ok(withHeartbeats(
					this.followingInvites.follow(caller.getT1(), caller.getT2(), after).map(this::event)));
		});
	}

	/** A client that comes back keeps its address, so the header is the newer of both. */
	private static @Nullable ChangePosition after(ServerHttpRequest request) {
		ListParameters parameters = new ListParameters(request.getQueryParams(), Set.of(AFTER));
		ChangePosition first = parameters.parsed(AFTER, ChangePosition::parse, "invalid-cursor", CURSOR);
		parameters.check();
		HttpHeaders headers = request.getHeaders();
		String last = headers.getFirst(LAST_EVENT_ID);
		if (last == null || last.isEmpty()) {
			return first;
		}
		return ChangePosition.parse(last)
			.filter((_) -> headers.getOrEmpty(LAST_EVENT_ID).size() == 1)
			.orElseThrow(() -> new ProblemException(
					Problem.invalid(List.of(new Violation("/" + LAST_EVENT_ID, "invalid-cursor", CURSOR)))));
	}

	private ServerSentEvent<Object> event(LiveEvent event) {
		return switch (event) {
			case LiveEvent.Ready(var position) -> position("ready", position);
			case LiveEvent.Reset(var position) -> position("reset", position);
			case LiveEvent.Changed(var change) ->
				ServerSentEvent.<Object>builder(change.invite()).event("invite").id(change.position().cursor()).build();
			case LiveEvent.Ended(var reason) ->
				ServerSentEvent.<Object>builder().comment("ends: " + reason.wireName()).build();
		};
	}

	private ServerSentEvent<Object> position(String name, ChangePosition position) {
		return ServerSentEvent.<Object>builder(Map.of("cursor", position.cursor()))
			.event(name)
			.id(position.cursor())
			.retry(retry())
			.build();
	}

	/** Not the same for all, or those of an instance that stops would come at once. */
	private Duration retry() {
		long millis = this.settings.retry().toMillis();
		return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis + 1));
	}

	/** For proxies that close what is silent; nobody is owed one he does not take. */
	private Flux<ServerSentEvent<Object>> withHeartbeats(Flux<ServerSentEvent<Object>> events) {
		ServerSentEvent<Object> heartbeat = ServerSentEvent.builder().comment("").build();
		Flux<Signal<ServerSentEvent<Object>>> heartbeats = Flux.interval(this.settings.heartbeat())
			.onBackpressureDrop()
			.map((_) -> Signal.next(heartbeat));
		return Flux.merge(events.materialize(), heartbeats).dematerialize();
	}

}
