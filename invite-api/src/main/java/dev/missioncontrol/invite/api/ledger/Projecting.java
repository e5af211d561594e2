package dev.missioncontrol.invite.api.ledger;

import java.util.ArrayList;
import java.util.List;

import dev.missioncontrol.invite.event.CloudEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Records batches of events.
 */
public final class Projecting {

	private final Ledger ledger;

	/**
	 * Puts the use case together.
	 * @param ledger where to
	 */
	public Projecting(Ledger ledger) {
		this.ledger = ledger;
	}

	/**
	 * Records events. An event that the ledger cannot hold is set apart by halving, so
	 * that it does not take its neighbours with it.
	 * @param events in the order in which they came
	 * @return what came of it; an error when the ledger cannot be reached, after which
	 * the whole batch can be recorded again
	 */
	public Mono<Result> project(List<? extends CloudEvent<?>> events) {
		Projection projection = Projection.of(events);
		if (projection.isEmpty()) {
			return Mono.just(new Result(false, List.of()));
		}
		return this.ledger.record(projection)
			.map((decided) -> new Result(decided, List.of()))
			.onErrorResume(UnstorableException.class,
					(_) -> (events.size() == 1) ? Mono.just(new Result(false, List.copyOf(events))) : halves(events));
	}

	private Mono<Result> halves(List<? extends CloudEvent<?>> events) {
		int middle = events.size() / 2;
		return Flux.just(events.subList(0, middle), events.subList(middle, events.size()))
			.concatMap(this::project)
			.reduce(Result::and);
	}

	/**
	 * What came of a batch.
	 *
	 * @param decided whether there are final states to publish
	 * @param unstorable events that the ledger cannot hold
	 */
	public record Result(boolean decided, List<CloudEvent<?>> unstorable) {

		Result and(Result other) {
			List<CloudEvent<?>> all = new ArrayList<>(this.unstorable);
			all.addAll(other.unstorable);
			return new Result(this.decided || other.decided, all);
		}

	}

}
