package dev.missioncontrol.invite.api.ledger;

import reactor.core.publisher.Mono;

/**
 * When each invite that has not ended is to be looked at again.
 */
public interface Deadlines {

	/**
	 * Looks at invites whose time has come, and decides in the same step: those whose
	 * newest link no longer works end as expired; of those whose newest link will soon no
	 * longer work, and that nobody has opened, it is noted down once that they should be
	 * reminded of. Several instances can do so at the same time: none looks at what
	 * another one has in hand. Does nothing before the ledger has taken over what an
	 * earlier one published.
	 * @param most how many at most
	 * @return what came of it
	 */
	Mono<Sweep> sweep(int most);

	/**
	 * What came of looking at invites.
	 *
	 * @param looked how many were looked at
	 * @param expired how many of them ended
	 * @param expiring how many of them are to be reminded of
	 */
	record Sweep(long looked, long expired, long expiring) {

	}

}
