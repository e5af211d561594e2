package dev.missioncontrol.invite.api.ledger;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Invites of one organization, found by what is recorded of them. One whose request is
 * not recorded yet is in no list.
 */
public interface InviteLists {

	/**
	 * Lists invites.
	 * @param query which ones, and in which order
	 * @param after where the last page ended; null for the first one
	 * @param limit the most to give
	 * @return the invites
	 */
	Flux<InviteSummary> list(InviteQuery query, @Nullable InvitePosition after, int limit);

	/**
	 * Counts invites.
	 * @param query which ones
	 * @param bound the most to count
	 * @return the number of invites, or the bound when there are more
	 */
	Mono<Long> count(InviteQuery query, long bound);

}
