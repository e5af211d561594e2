package dev.missioncontrol.invite.api.replay.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

import dev.missioncontrol.invite.api.body.web.BodyReader;
import dev.missioncontrol.invite.api.body.web.IdempotencyHeader;
import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Operator;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.idempotency.Fingerprint;
import dev.missioncontrol.invite.api.idempotency.IdempotencyKey;
import dev.missioncontrol.invite.api.ops.web.OpsSettings;
import dev.missioncontrol.invite.api.paging.Cursor;
import dev.missioncontrol.invite.api.paging.ListParameters;
import dev.missioncontrol.invite.api.paging.Page;
import dev.missioncontrol.invite.api.replay.FollowingReplays;
import dev.missioncontrol.invite.api.replay.OrderingReplay;
import dev.missioncontrol.invite.api.replay.ReplayItem;
import dev.missioncontrol.invite.api.replay.ReplayJob;
import dev.missioncontrol.invite.api.replay.ReplayJobs;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes orders of operators and shows what becomes of them.
 */
@RestController
class ReplayController {

	private static final Set<String> PARAMETERS = Set.of("limit", "cursor");

	private static final String PATH = "/v1/ops/replays";

	private final OrderingReplay ordering;

	private final FollowingReplays following;

	private final ReplayOrderReader reader;

	private final Callers callers;

	private final BodyReader bodies;

	private final OpsSettings settings;

	ReplayController(OrderingReplay ordering, FollowingReplays following, ReplayOrderReader reader, Callers callers,
			BodyReader bodies, OpsSettings settings) {
		this.ordering = ordering;
		this.following = following;
		this.reader = reader;
		this.callers = callers;
		this.bodies = bodies;
		this.settings = settings;
	}

	@PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<ResponseEntity<ReplayJob>> order(ServerHttpRequest request) {
		return operator()
			.flatMap((operator) -> this.bodies.read(request)
				.flatMap((body) -> this.ordering.order(operator, this.reader.read(body), once(request, body))))
			.map(ReplayController::accepted);
	}

	private static ReplayJobs.@Nullable Once once(ServerHttpRequest request, byte[] body) {
		IdempotencyKey key = IdempotencyHeader.in(request.getHeaders());
		return (key != null)
				? new ReplayJobs.Once(key, Fingerprint.builder().add(new String(body, StandardCharsets.UTF_8)).build())
				: null;
	}

	@GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<Page<ReplayJob>> list(ServerHttpRequest request) {
		return operator().flatMap((_) -> {
			ListParameters query = new ListParameters(request.getQueryParams(), PARAMETERS);
			Cursor after = query.cursor(2);
			int limit = query.limit(this.settings.pageSize(), this.settings.maxPageSize());
			query.check();
			return this.following.list(after, limit);
		});
	}

	@GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<ReplayJob> find(@PathVariable String id) {
		return operator().flatMap((_) -> this.following.find(id));
	}

	@GetMapping(path = PATH + "/{id}/items", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<Page<ReplayItem>> items(@PathVariable String id, ServerHttpRequest request) {
		return operator().flatMap((_) -> {
			ListParameters query = new ListParameters(request.getQueryParams(), PARAMETERS);
			Long after = query.oneOf("cursor", ReplayController::seq);
			int limit = query.limit(this.settings.pageSize(), this.settings.maxPageSize());
			query.check();
			return this.following.items(id, after, limit);
		});
	}

	private static Optional<Long> seq(String text) {
		try {
			return Cursor.parse(text, 1).map((cursor) -> Long.valueOf(cursor.parts().getFirst()));
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	@PostMapping(path = PATH + "/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<ResponseEntity<ReplayJob>> cancel(@PathVariable String id) {
		return operator().flatMap((_) -> this.following.cancel(id)).map(ReplayController::accepted);
	}

	private Mono<Operator> operator() {
		return this.callers.operatorAllowedTo(Scope.REPLAY_NOTIFICATIONS);
	}

	private static ResponseEntity<ReplayJob> accepted(ReplayJob job) {
		return ResponseEntity.accepted().location(URI.create(PATH + "/" + job.id())).body(job);
	}

}
