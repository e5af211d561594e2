package dev.missioncontrol.invite.api.replay;

import java.util.Optional;
import java.util.UUID;

import dev.missioncontrol.invite.api.paging.Cursor;
import dev.missioncontrol.invite.api.paging.Page;
import dev.missioncontrol.invite.api.problem.Problem;
import dev.missioncontrol.invite.api.problem.ProblemCode;
import dev.missioncontrol.invite.api.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Shows replays to operators, and stops them.
 */
public final class FollowingReplays {

	private final ReplayJobs jobs;

	/**
	 * Puts the use case together.
	 * @param jobs where replays are kept
	 */
	public FollowingReplays(ReplayJobs jobs) {
		this.jobs = jobs;
	}

	/**
	 * Lists replays, newest first.
	 * @param after where the last page ended; null for the first one
	 * @param limit most items of a page
	 * @return the page
	 */
	public Mono<Page<ReplayJob>> list(@Nullable Cursor after, int limit) {
		return this.jobs.list(after, limit + 1)
			.collectList()
			.map((found) -> Page.of(found, limit, (job) -> Cursor.of(job.createdAt(), job.id())));
	}

	/**
	 * Shows one.
	 * @param id its id as it was sent
	 * @return the replay; a {@code ProblemException} when there is none
	 */
	public Mono<ReplayJob> find(String id) {
		return Mono.justOrEmpty(parse(id))
			.flatMap(this.jobs::find)
			.switchIfEmpty(Mono.error(FollowingReplays::notFound));
	}

	/**
	 * Lists the records of one.
	 * @param id its id as it was sent
	 * @param after the last one of the page before; null for the first page
	 * @param limit most items of a page
	 * @return the page; a {@code ProblemException} when there is no such replay
	 */
	public Mono<Page<ReplayItem>> items(String id, @Nullable Long after, int limit) {
		return find(id).flatMap((job) -> this.jobs.items(job.id(), after, limit + 1)
			.collectList()
			.map((found) -> Page.of(found, limit, (item) -> Cursor.of(item.seq()))));
	}

	/**
	 * Stops one.
	 * @param id its id as it was sent
	 * @return the replay, which comes to its end shortly; a {@code ProblemException} when
	 * there is none or it is finished
	 */
	public Mono<ReplayJob> cancel(String id) {
		return find(id).flatMap((job) -> this.jobs.cancel(job.id())).flatMap((asked) -> {
			if (asked.isPresent() && !asked.get()) {
				return Mono.error(new ProblemException(
						Problem.of(ProblemCode.REPLAY_FINISHED, "There is nothing left to stop.")));
			}
			return find(id);
		});
	}

	private static ProblemException notFound() {
		return new ProblemException(Problem.of(ProblemCode.REPLAY_NOT_FOUND,
				"No replay has this id; those that were finished long ago are forgotten."));
	}

	private static Optional<UUID> parse(String id) {
		try {
			return (id.length() == 36) ? Optional.of(UUID.fromString(id)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
