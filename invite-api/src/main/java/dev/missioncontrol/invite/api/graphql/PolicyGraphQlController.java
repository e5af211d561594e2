package dev.missioncontrol.invite.api.graphql;

import java.util.Locale;

import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.policy.ManagingPolicy;
import dev.missioncontrol.invite.api.policy.PolicyView;
import dev.missioncontrol.invite.api.policy.ResendPolicy;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The rules of the caller's organization.
 */
@Controller
class PolicyGraphQlController {

	private final ManagingPolicy managing;

	private final Callers callers;

	PolicyGraphQlController(ManagingPolicy managing, Callers callers) {
		this.managing = managing;
		this.callers = callers;
	}

	@QueryMapping
	Mono<PolicyView> policy() {
		return this.callers.allowedTo(Scope.MANAGE_POLICIES).flatMap(this.managing::show);
	}

	@MutationMapping("set_policy")
	Mono<PolicyView> setPolicy(@Argument PolicyInput input) {
		return this.callers.allowedTo(Scope.MANAGE_POLICIES)
			.flatMap((caller) -> this.managing.set(caller, input.request()));
	}

	@SchemaMapping(typeName = "Policy", field = "resend")
	@Nullable ResendPolicy resend(PolicyView policy) {
		return (policy.resend() != null) ? constant(policy.resend()) : null;
	}

	@SchemaMapping(typeName = "EffectivePolicy", field = "resend")
	ResendPolicy resend(PolicyView.Effective effective) {
		return constant(effective.resend());
	}

	private static ResendPolicy constant(String wireName) {
		return ResendPolicy.valueOf(wireName.toUpperCase(Locale.ROOT));
	}

}
