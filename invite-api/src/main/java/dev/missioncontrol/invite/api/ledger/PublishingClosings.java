package dev.missioncontrol.invite.api.ledger;

import java.util.List;

import dev.missioncontrol.invite.event.InviteClosed;
import reactor.core.publisher.Mono;

/**
 * Publishes final states that are decided but not known to be published. Safe to run at
 * any time and on several instances: each has its own in hand. A crash between sending
 * and remembering sends the same bytes once more, which changes nothing.
 */
public final class PublishingClosings {

	private final Ledger ledger;

	private final ClosedLog log;

	private final int batch;

	/**
	 * Puts the use case together.
	 * @param ledger knows what is decided
	 * @param log where it is published
	 * @param batch most at once
	 */
	public PublishingClosings(Ledger ledger, ClosedLog log, int batch) {
		this.ledger = ledger;
		this.log = log;
		this.batch = batch;
	}

	/**
	 * Publishes, oldest first, until nothing is left.
	 * @return how many were published
	 */
	public Mono<Integer> publish() {
		return once().expand((published) -> (published < this.batch) ? Mono.empty() : once()).reduce(0, Integer::sum);
	}

	private Mono<Integer> once() {
		return this.ledger.unpublished(this.batch)
			.collectList()
			.flatMap((closings) -> closings.isEmpty() ? Mono.just(0)
					: Mono.usingWhen(Mono.just(closings), this::publish, this.ledger::giveBack));
	}

	private Mono<Integer> publish(List<InviteClosed> closings) {
		return this.log.append(closings).then(this.ledger.published(closings)).thenReturn(closings.size());
	}

}
