package dev.missioncontrol.invite.api.deadletter.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.deadletter.DeadLetterDetail;
import dev.missioncontrol.invite.api.deadletter.DeadLetterFilter;
import dev.missioncontrol.invite.api.deadletter.DeadLetterItem;
import dev.missioncontrol.invite.api.deadletter.DeadLetterState;
import dev.missioncontrol.invite.api.deadletter.FindingDeadLetters;
import dev.missioncontrol.invite.api.deadletter.Stage;
import dev.missioncontrol.invite.api.ops.web.OpsSettings;
import dev.missioncontrol.invite.api.paging.Cursor;
import dev.missioncontrol.invite.api.paging.ListParameters;
import dev.missioncontrol.invite.api.paging.Page;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows dead letters to operators.
 */
@RestController
class DeadLetterController {

	private static final Set<String> PARAMETERS = Set.of("stage", "organization", "reason", "from", "to", "state",
			"limit", "cursor");

	private static final String ALL = "all";

	private static final int CURSOR_COLUMNS = 4;

	private final FindingDeadLetters finding;

	private final Callers callers;

	private final OpsSettings settings;

	DeadLetterController(FindingDeadLetters finding, Callers callers, OpsSettings settings) {
		this.finding = finding;
		this.callers = callers;
		this.settings = settings;
	}

	@GetMapping(path = "/v1/ops/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<Page<DeadLetterItem>> list(ServerHttpRequest request) {
		return this.callers.operatorAllowedTo(Scope.REPLAY_NOTIFICATIONS)
			.flatMap((_) -> list(request.getQueryParams()));
	}

	private Mono<Page<DeadLetterItem>> list(MultiValueMap<String, String> parameters) {
		ListParameters query = new ListParameters(parameters, PARAMETERS);
		DeadLetterFilter filter = new DeadLetterFilter(query.oneOf("stage", Stage::named), query.text("organization"),
				query.text("reason"), query.time("from"), query.time("to"));
		Optional<DeadLetterState> state = state(query);
		Cursor after = query.cursor(CURSOR_COLUMNS);
		int limit = query.limit(this.settings.pageSize(), this.settings.maxPageSize());
		query.check();
		return this.finding.list(filter, state.orElse(null), after, limit);
	}

	/** Empty for all. */
	private static Optional<DeadLetterState> state(ListParameters query) {
		Optional<DeadLetterState> state = query.oneOf("state",
				(text) -> ALL.equals(text) ? Optional.of(Optional.<DeadLetterState>empty())
						: Arrays.stream(DeadLetterState.values())
							.filter((value) -> value.wireName().equals(text))
							.map(Optional::of)
							.findAny());
		return (state != null) ? state : Optional.of(DeadLetterState.OPEN);
	}

	@GetMapping(path = "/v1/ops/dead-letters/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<DeadLetterDetail> find(@PathVariable String id) {
		return this.callers.operatorAllowedTo(Scope.REPLAY_NOTIFICATIONS).flatMap((_) -> this.finding.find(id));
	}

}
