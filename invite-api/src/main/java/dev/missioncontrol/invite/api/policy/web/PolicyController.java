package dev.missioncontrol.invite.api.policy.web;

import dev.missioncontrol.invite.api.body.web.BodyReader;
import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.policy.ManagingPolicy;
import dev.missioncontrol.invite.api.policy.PolicyView;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The rules of the caller's organization.
 */
@RestController
class PolicyController {

	private final PolicyRequestReader reader = new PolicyRequestReader();

	private final ManagingPolicy managing;

	private final Callers callers;

	private final BodyReader bodies;

	PolicyController(ManagingPolicy managing, Callers callers, BodyReader bodies) {
		this.managing = managing;
		this.callers = callers;
		this.bodies = bodies;
	}

	@GetMapping(path = "/v1/policy", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<PolicyView> show() {
		return this.callers.allowedTo(Scope.MANAGE_POLICIES).flatMap(this.managing::show);
	}

	@PutMapping(path = "/v1/policy", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<PolicyView> set(ServerHttpRequest request) {
		return this.callers.allowedTo(Scope.MANAGE_POLICIES)
			.flatMap((caller) -> this.bodies.read(request)
				.flatMap((body) -> this.managing.set(caller, this.reader.read(body))));
	}

}
