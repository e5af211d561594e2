package dev.missioncontrol.invite.api.graphql;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.missioncontrol.invite.api.caller.Callers;
import dev.missioncontrol.invite.api.caller.Scope;
import dev.missioncontrol.invite.api.live.ChangePosition;
import dev.missioncontrol.invite.api.live.FollowingInvites;
import dev.missioncontrol.invite.api.paging.ListParameters;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * The subscription of the schema.
 */
@Controller
class InviteLiveGraphQlController {

	private static final String AFTER = "after";

	private final FollowingInvites followingInvites;

	private final Callers callers;

	InviteLiveGraphQlController(FollowingInvites followingInvites, Callers callers) {
		this.followingInvites = followingInvites;
		this.callers = callers;
	}

	@SubscriptionMapping("invite_changed")
	Flux<InviteChangePayload> inviteChanged(@Argument @Nullable String after) {
		return Mono.zip(this.callers.allowedTo(Scope.READ_INVITES), this.callers.allowedUntil())
			.flatMapMany((caller) -> this.followingInvites.follow(caller.getT1(), caller.getT2(), position(after)))
			.concatMap((event) -> Mono.justOrEmpty(InviteChangePayload.of(event)));
	}

	private static @Nullable ChangePosition position(@Nullable String after) {
		ListParameters parameters = new ListParameters((after != null) ? Map.of(AFTER, List.of(after)) : Map.of(),
				Set.of(AFTER));
		ChangePosition position = parameters.parsed(AFTER, ChangePosition::parse, "invalid-cursor",
				"Send the cursor of a change.");
		parameters.check();
		return position;
	}

}
