package dev.missioncontrol.invite.api.graphql;

import dev.missioncontrol.invite.api.batch.Batch;
import dev.missioncontrol.invite.api.batch.FollowingBatches;
import dev.missioncontrol.invite.api.batch.Viewer;
import dev.missioncontrol.invite.api.caller.Callers;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * Batches of the schema.
 */
@Controller
class BatchGraphQlController {

	private final FollowingBatches following;

	private final Callers callers;

	BatchGraphQlController(FollowingBatches following, Callers callers) {
		this.following = following;
		this.callers = callers;
	}

	@QueryMapping("invite_batch")
	Mono<Batch> batch(@Argument String id) {
		return Viewer.of(this.callers).flatMap((viewer) -> this.following.find(viewer, id));
	}

}
