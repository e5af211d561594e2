package dev.missioncontrol.invite.api.replay.r2dbc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.missioncontrol.invite.api.replay.ReplayState;
import dev.missioncontrol.invite.api.replay.ReplayWork;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The jobs from the side of those who carry them out, table by table.
 */
final class WorkRows implements ReplayWork {

	private final LeaseRows leases;

	private final PlanRows plans;

	private final ItemRows items;

	WorkRows(LeaseRows leases, PlanRows plans, ItemRows items) {
		this.leases = leases;
		this.plans = plans;
		this.items = items;
	}

	@Override
	public Mono<Job> claim(UUID owner) {
		return this.leases.claim(owner);
	}

	@Override
	public Mono<Void> planLetters(Job job) {
		return this.plans.letters(job);
	}

	@Override
	public Mono<Map<Integer, Span>> spans(Job job) {
		return this.plans.spans(job);
	}

	@Override
	public Mono<Boolean> planPart(Job job, List<Place> places, Map<Integer, Span> spans) {
		return this.plans.part(job, places, spans);
	}

	@Override
	public Mono<Void> planned(Job job) {
		return this.plans.planned(job);
	}

	@Override
	public Flux<Pending> next(Job job, int limit) {
		return this.items.next(job, limit);
	}

	@Override
	public Mono<Map<Long, Integer>> prepare(Job job, List<Ready> ready) {
		return this.items.prepare(job, ready);
	}

	@Override
	public Mono<Boolean> done(Job job, Collection<Done> results) {
		return this.items.done(job, results);
	}

	@Override
	public Mono<Void> finish(Job job, ReplayState state) {
		return this.leases.finish(job, state);
	}

	@Override
	public Mono<Void> release(Job job) {
		return this.leases.release(job);
	}

}
