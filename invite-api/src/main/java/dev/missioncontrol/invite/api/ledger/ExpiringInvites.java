package dev.missioncontrol.invite.api.ledger;

import reactor.core.publisher.Mono;

/**
 * Lets invites expire whose time is over, and says so of those whose time is nearly over.
 * What is decided waits in the ledger to be published.
 */
public final class ExpiringInvites {

	private final Deadlines deadlines;

	private final int batch;

	/**
	 * Puts the use case together.
	 * @param deadlines tells which invites are due, and decides
	 * @param batch most at once
	 */
	public ExpiringInvites(Deadlines deadlines, int batch) {
		this.deadlines = deadlines;
		this.batch = batch;
	}

	/**
	 * Looks at one batch of invites that are due. Safe to run at any time and on several
	 * instances.
	 * @return what was decided
	 */
	public Mono<Round> expire() {
		return this.deadlines.sweep(this.batch)
			.map((sweep) -> new Round(sweep.expired(), sweep.expiring(), sweep.looked() >= this.batch));
	}

	/**
	 * What one batch led to.
	 *
	 * @param expired how many invites ended
	 * @param expiring how many soon will
	 * @param more whether others may be due already
	 */
	public record Round(long expired, long expiring, boolean more) {

	}

}
