package dev.missioncontrol.invite.api.ledger;

import reactor.core.publisher.Mono;

/**
 * Publishes final states that are decided but not known to be published. Safe to run at
 * any time and on several instances: publishing twice changes nothing.
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
					: this.log.append(closings).then(this.ledger.published(closings)).thenReturn(closings.size()));
	}

}
